"""Describe a release: its statistics, datasheet, card, terms and schemas, each made from the data and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.policies import changed_policies
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.licence_texts import LicenceTexts
from shrutik_core.ports.release_signer import ReleaseSigner
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.card import croissant, datacite, readme
from shrutik_core.releases.card.columns import RecordFiles
from shrutik_core.releases.manifest import line_schema
from shrutik_core.releases.release import Release
from shrutik_core.releases.release_json import ReleaseFacts
from shrutik_core.releases.selection import ReleaseFormat
from shrutik_core.releases.sheet import html, markdown
from shrutik_core.releases.sheet.about import ConsentWords, LicenceText, SheetAbout
from shrutik_core.releases.sheet.selected import selected
from shrutik_core.releases.stats import stats_json, stats_schema
from shrutik_core.releases.stats.release_stats import ReleaseStats
from shrutik_core.use_cases.releases.compare_versions import Compared
from shrutik_core.use_cases.releases.plan_release import ReleasePlan
from shrutik_core.use_cases.releases.predecessor import Predecessor
from shrutik_core.use_cases.releases.written_file import HTML, JSON, MARKDOWN, TEXT, WrittenFile, write_text

Text = tuple[str, str, Iterable[str]]
"""Name, media type and lines."""


@attrs.frozen
class DescribeRelease:
    """Writes what people and catalogues read of a release.

    Attributes:
        units_of_work: that know the collections.
        blobs: where texts go.
        licences: in full.
        signer: whose public key is told.
        software: what makes releases here, each with its version.
        public_url: of the installation.
        publisher: whom to cite; empty if nobody is named.
    """

    units_of_work: UnitsOfWork
    blobs: BlobStore
    licences: LicenceTexts
    signer: ReleaseSigner
    software: Mapping[str, str]
    public_url: str
    publisher: str = ""

    def facts(self, release: Release, before: Predecessor, stats: ReleaseStats) -> ReleaseFacts:
        """What is known of a release beside what it holds.

        Args:
            release: that is built.
            before: the version before it.
            stats: what it adds up to.
        """
        selected = self._selected(release)
        collections = {one.slug: one for one in (*selected, *self._held(stats))}
        return ReleaseFacts(
            collections=tuple(sorted(one.slug for one in selected)),
            predecessor=(before.version, before.root) if before.version else None,
            software=self.software,
            parameters={slug: changed_policies(collections[slug].policies) for slug in sorted(collections)},
            feed=f"{self.public_url.rstrip('/')}/api/v1/series/{release.name}/withdrawals",
        )

    def __call__(
        self, release: Release, facts: ReleaseFacts, plan: ReleasePlan, stats: ReleaseStats, compared: Compared
    ) -> list[WrittenFile]:
        """The files.

        Args:
            release: that is built.
            facts: what is known of it.
            plan: by which it was built.
            stats: what it adds up to.
            compared: with the versions before it.
        """
        about = self._about(release, facts, plan, stats, compared)
        texts = (*_shown(release, stats, about), *self._terms(about))
        return [write_text(self.blobs, release, name, kind, lines) for name, kind, lines in texts]

    def _about(
        self, release: Release, facts: ReleaseFacts, plan: ReleasePlan, stats: ReleaseStats, compared: Compared
    ) -> SheetAbout:
        licences = [row.value or "" for row in stats.by["licence"]]
        return SheetAbout(
            title=release.title,
            series=release.name,
            version=release.version,
            # The day on which it was asked for, so that a release that is built again has the same bytes.
            made_at=datetime.combine(release.created_at.date(), time(), UTC),
            predecessor=f"{release.name}-v{facts.predecessor[0]}" if facts.predecessor else "",
            publisher=self.publisher,
            creators=(self.publisher,) if self.publisher else (),
            selection=tuple(selected(release.selection, facts.collections)),
            licences=tuple(LicenceText(spdx, self.licences.text(spdx)) for spdx in licences),
            consents=tuple(self._consents(stats)),
            software=facts.software,
            parameters=dict(_flat(facts.parameters)),
            feed=facts.feed,
            public_key=self.signer.key.text,
            changes=compared.changes,
            frozen=plan.frozen,
            accepted=tuple(one for one in compared.findings if one.reason is not None),
        )

    def _selected(self, release: Release) -> list[Collection]:
        with self.units_of_work() as uow:
            found = (uow.collections.find(collection) for collection in release.selection.collections)
            return [collection for collection in found if collection is not None]

    def _held(self, stats: ReleaseStats) -> list[Collection]:
        """Those that its clips are of: a frozen test may be of one that was not selected."""
        with self.units_of_work() as uow:
            found = (uow.collections.find_by_slug(row.value or "") for row in stats.by["collection"])
            return [collection for collection in found if collection is not None]

    def _consents(self, stats: ReleaseStats) -> Iterator[ConsentWords]:
        """The texts, in all languages, of the versions under which voices of the release were given."""
        given = {row.value for row in stats.by["consent"]}
        for collection in self._held(stats):
            with self.units_of_work() as uow:
                documents = uow.consent_documents.of_collection(collection.id)
            texts = {document.version: document.texts for document in documents}
            texts.setdefault(collection.consent.version, {collection.language: collection.consent.text})
            for version, words in sorted(texts.items()):
                if f"{collection.slug} {version}" in given:
                    for language, text in sorted(words.items()):
                        yield ConsentWords(collection.slug, version, language, text)

    @staticmethod
    def _terms(about: SheetAbout) -> Iterator[Text]:
        for licence in about.licences:
            if licence.text:
                yield f"LICENSES/{licence.spdx}.txt", TEXT, licence.text.splitlines()
        numbers: dict[str, dict[str, int]] = {}
        for consent in about.consents:
            # A version is any text; a number can stand in a file name.
            versions = numbers.setdefault(consent.collection, {})
            number = versions.setdefault(consent.version, len(versions) + 1)
            name = f"CONSENT/{consent.collection}-{number}.{consent.language}.txt"
            yield name, TEXT, [f"{consent.collection}, version {consent.version}", "", *consent.text.splitlines()]


def _shown(release: Release, stats: ReleaseStats, about: SheetAbout) -> Iterator[Text]:
    formats = release.selection.formats
    yield readme.NAME, MARKDOWN, readme.readme(stats, about, [format_.value for format_ in formats])
    yield markdown.NAME, MARKDOWN, markdown.markdown(stats, about)
    yield html.NAME, HTML, html.html(stats, about)
    yield stats_json.NAME, JSON, [stats_json.write_stats(stats)]
    yield stats_schema.NAME, JSON, [stats_schema.stats_schema()]
    yield line_schema.NAME, JSON, [line_schema.line_schema()]
    yield datacite.NAME, JSON, [datacite.datacite(stats, about)]
    records = RecordFiles.JSONL if ReleaseFormat.JSONL in formats else None
    yield croissant.NAME, JSON, [croissant.croissant(stats, about, records)]


def _flat(parameters: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Iterator[tuple[str, str]]:
    for slug, families in parameters.items():
        for family, settings in families.items():
            for name, value in settings.items():
                yield f"{slug}: {family}.{name}", str(value)

"""What may go out in a release: one query over everything that says so."""

from typing import Any

import regex
from sqlalchemy import ColumnElement, Row, Select, Text, and_, cast, exists, func, lateral, or_, select, text, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.selectable import LateralFromClause

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.people.consent import PUBLISHING
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.traits import traits_for_releases
from shrutik_core.prompts.prompt import PromptKind
from shrutik_core.releases.release import Selection
from shrutik_core.releases.row import ReleaseRow
from shrutik_core.shared.ids import ReleaseId
from shrutik_postgres.repositories.chunks import COLUMNS
from shrutik_postgres.tables.chunks import chunks
from shrutik_postgres.tables.consent_documents import consent_documents
from shrutik_postgres.tables.people import consents, contributors, speakers
from shrutik_postgres.tables.prompts import collections, prompts
from shrutik_postgres.tables.recordings import recordings
from shrutik_postgres.tables.releases import release_members

_SETTLED = text(f"chunks.status = '{ChunkStatus.SETTLED}'")
# Asked here and not in the query: what a letter is depends on the locale that the cluster was made with.
_SAID = regex.compile(r"[\p{L}\p{N}]")


def said(row: Row[Any]) -> bool:
    """Whether the row's text has a letter or a number."""
    return _SAID.search(row.text or "") is not None


def _latest_consent() -> LateralFromClause:
    found = (
        select(consents.c.version, consents.c.purposes, consents.c.withdrawn_at, _replaced().label("replaced"))
        .where(consents.c.speaker == chunks.c.speaker, consents.c.collection == chunks.c.collection)
        .order_by(consents.c.given_at.desc(), consents.c.id.desc())
        .limit(1)
        .correlate(chunks)
    )
    return lateral(found, "consent")


def _replaced() -> ColumnElement[bool]:
    """Whether a later version of the document replaces what was agreed to; asked here, once for each consent."""
    agreed, later = consent_documents.alias("agreed"), consent_documents.alias("later")
    number = (
        select(agreed.c.number)
        .where(agreed.c.collection == consents.c.collection, agreed.c.version == consents.c.version)
        .correlate(consents)
        .scalar_subquery()
    )
    after = later.c.number > func.coalesce(number, 0)
    return exists().where(later.c.collection == consents.c.collection, later.c.replaces, after).correlate(consents)


def _agreed(latest: LateralFromClause) -> ColumnElement[bool]:
    purposes = cast([purpose.value for purpose in PUBLISHING], ARRAY(Text))
    return and_(latest.c.withdrawn_at.is_(None), latest.c.purposes.contains(purposes), ~latest.c.replaced)


def _of_active_accounts() -> ColumnElement[bool]:
    """Whether neither the account that sent the recording is disabled nor that of its speaker."""
    disabled = select(contributors.c.id).where(contributors.c.status == ContributorStatus.DISABLED.value)
    own = speakers.c.contributor
    return and_(recordings.c.contributor.not_in(disabled), or_(own.is_(None), own.not_in(disabled)))


def agreed_members(release: ReleaseId) -> Select[Any]:
    """How many of a release's chunks may still go out, as far as their speakers say."""
    latest = _latest_consent()
    return (
        select(func.count())
        .select_from(release_members)
        .join(chunks, chunks.c.id == release_members.c.chunk)
        .join(latest, true())
        .where(release_members.c.release == release, chunks.c.status != ChunkStatus.WITHDRAWN.value, _agreed(latest))
    )


def settled(selection: Selection) -> Select[Any]:
    """The settled chunks of a selection with what a release says of them, in order of recording and index."""
    latest = _latest_consent()
    sure = or_(chunks.c.settled_by == Settler.REVIEWER.value, chunks.c.confidence >= selection.min_confidence)
    agreed = and_(_agreed(latest), _of_active_accounts())
    return (
        select(
            *COLUMNS,
            collections.c.slug,
            collections.c.language,
            collections.c.licence,
            prompts.c.text.label("prompt_text"),
            latest.c.version.label("consent_version"),
            recordings.c.created_at.label("recorded_at"),
            speakers.c.traits,
            speakers.c.traits_in_releases,
        )
        .select_from(chunks)
        .join(collections, collections.c.id == chunks.c.collection)
        .join(recordings, recordings.c.id == chunks.c.recording)
        .join(speakers, speakers.c.id == chunks.c.speaker)
        .join(latest, true())
        .outerjoin(prompts, _script())
        .where(chunks.c.collection.in_(selection.collections), _SETTLED, sure, agreed)
        .order_by(chunks.c.recording, chunks.c.index)
    )


def _script() -> ColumnElement[bool]:
    """What was to be said word for word; of a picture, a sound or a question the text is not what is heard."""
    return and_(prompts.c.id == recordings.c.prompt, prompts.c.kind == PromptKind.TEXT.value)


def release_row(row: Row[Any]) -> ReleaseRow:
    """The row as a release knows it."""
    return ReleaseRow(
        chunk=row.id,
        recording=row.recording,
        speaker=row.speaker,
        collection=row.slug,
        language=row.language,
        licence=row.licence,
        index=row._mapping["index"],  # noqa: SLF001 - public by its docs; row.index is a method of tuples
        start=row.span_start / row.sample_rate,
        end=row.span_end / row.sample_rate,
        sample_rate=row.sample_rate,
        text=row.text,
        confidence=row.confidence or 0.0,
        votes=row.votes,
        settled_by=row.settled_by,
        prompt=row.prompt_text or "",
        consent_version=row.consent_version,
        recorded_at=row.recorded_at,
        audio_key=row.audio_key,
        audio_bytes=row.audio_size,
        audio_sha256=row.audio_sha256,
        traits=traits_for_releases(row.traits, row.traits_in_releases),
        quality=row.quality,
    )

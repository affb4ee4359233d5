"""The datasheet: what a release holds and lacks, for people (after Gebru et al., Datasheets for Datasets, 2021)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from shrutik_core.collections.collection import Collection
from shrutik_core.people.traits import Trait
from shrutik_core.releases.release import Release
from shrutik_core.releases.totals import ReleaseTotals


def datasheet(release: Release, totals: ReleaseTotals, collections: Sequence[Collection]) -> Iterator[str]:
    """Markdown lines without line ends; the same arguments always give the same.

    Args:
        release: what it is of.
        totals: what its manifest adds up to.
        collections: those that it was made from, as they are now; what they say of themselves is quoted.
    """
    yield f"# {release.title}"
    yield ""
    clips, speakers = _counted(totals.clips, "clip"), _counted(len(totals.speakers), "speaker")
    yield f"{clips}, {totals.seconds / 3600:.2f} hours, {speakers}. Licence: {', '.join(sorted(totals.licences))}."
    yield from _collections(collections)
    yield from _method(release)
    yield from _confidence(totals)
    yield from _table("Languages", "clips", totals.languages)
    yield from _table("Licences", "clips", totals.licences)
    yield from _table("Consent (collection and version)", "clips", totals.consents)
    yield from _table("Splits", "clips", totals.splits)
    for trait in Trait:
        yield from _table(f"Speakers by {trait.replace('_', ' ')}", "speakers", totals.trait(trait))
    yield from _use()


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _collections(collections: Sequence[Collection]) -> Iterator[str]:
    yield from ("", "## What the collections say of themselves")
    for collection in sorted(collections, key=lambda one: one.slug):
        yield from ("", f"**{collection.name}** (`{collection.slug}`, {collection.language}, {collection.licence}).")
        yield f"What speakers agree to, version {collection.consent.version}:"
        yield ""
        yield from (f"> {line}".rstrip() for line in collection.consent.text.splitlines())


def _method(release: Release) -> Iterator[str]:
    yield from ("", "## How it was made", "")
    yield (
        "Speakers sent recordings, which were cut at pauses. Transcribers typed what they heard in a clip without "
        "seeing each other's text, and none of them was given a recording of their own; their texts were aligned and "
        "put to a vote weighted by reliability. Clips on which they disagreed were settled by a reviewer or left out."
    )
    if release.selection.min_confidence:
        yield ""
        yield f"A consensus below a confidence of {release.selection.min_confidence:g} was left out."


def _confidence(totals: ReleaseTotals) -> Iterator[str]:
    yield from ("", "## How sure the texts are", "")
    mean = totals.confidence / totals.clips if totals.clips else 0.0
    reviewed = _counted(totals.reviewed, "clip")
    yield f"Mean confidence that a text is exactly right: {mean:.3f}. Settled by a reviewer: {reviewed}."


def _table(title: str, unit: str, counts: Counter[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"| | {unit} |", "|---|---|")
    for name, count in sorted(counts.items()):
        yield f"| {name} | {count} |"


def _use() -> Iterator[str]:
    yield from ("", "## How to use it", "")
    yield (
        "`manifest.jsonl` holds every field of every clip; its `path` names the clip's sound (FLAC). Speakers are "
        "pseudonyms that stay the same in later releases of the same installation; a speaker is in one split only, and "
        "stays there."
    )

"""The datasheet: what a release holds and lacks, for people (after Gebru et al., Datasheets for Datasets, 2021)."""

from collections import Counter
from collections.abc import Iterator

from shrutik_core.releases.release import Release
from shrutik_core.releases.totals import ReleaseTotals


def datasheet(release: Release, totals: ReleaseTotals) -> Iterator[str]:
    """Markdown lines without line ends; the same release and tally always give the same."""
    yield f"# {release.title}"
    yield ""
    yield f"{totals.clips} clips, {totals.seconds / 3600:.2f} hours, {len(totals.speakers)} speakers."
    yield from _collection(release)
    yield from _confidence(totals)
    yield from _table("Languages", "clips", totals.languages)
    yield from _table("Licences", "clips", totals.licences)
    yield from _table("Consent (collection and version)", "clips", totals.consents)
    yield from _table("Splits", "clips", totals.splits)
    for trait in ("age", "gender", "dialect"):
        yield from _table(f"Speakers by {trait}", "speakers", totals.trait(trait))
    yield from _use()


def _collection(release: Release) -> Iterator[str]:
    yield from ("", "## How it was collected", "")
    yield (
        "People recorded themselves; recordings were cut at pauses; several people transcribed each clip without "
        "seeing each other's text; their texts were aligned and put to a vote weighted by reliability. Clips on which "
        "they disagreed were settled by a reviewer or left out. Nobody transcribed their own voice."
    )
    if release.selection.min_confidence:
        yield ""
        yield f"A consensus below a confidence of {release.selection.min_confidence:g} was left out."


def _confidence(totals: ReleaseTotals) -> Iterator[str]:
    yield from ("", "## How sure the texts are", "")
    mean = totals.confidence / totals.clips if totals.clips else 0.0
    yield f"Mean confidence that a text is exactly right: {mean:.3f}. Settled by a reviewer: {totals.reviewed} clips."


def _table(title: str, unit: str, counts: Counter[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"| | {unit} |", "|---|---|")
    for name, count in sorted(counts.items()):
        yield f"| {name} | {count} |"


def _use() -> Iterator[str]:
    yield from ("", "## How to use it", "")
    yield (
        "`manifest.jsonl` holds every field of every clip; `clips.tar` the audio (FLAC). Speakers are pseudonyms that "
        "stay the same in later releases; a speaker is in one split only, and stays there. A speaker may take a voice "
        "back: look at the release's withdrawals before you publish a model, and leave out what they name."
    )

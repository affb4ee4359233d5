"""The responsible-AI fields of a Croissant (Croissant RAI 1.0), as far as statistics and facts know them."""

from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.sheet.gaps import known_biases, known_gaps
from shrutik_core.releases.sheet.numbers import counted, percent
from shrutik_core.releases.stats.crossings import PERSON
from shrutik_core.releases.stats.release_stats import ReleaseStats

Said = str | list[str]


def responsible(stats: ReleaseStats, about: SheetAbout) -> dict[str, Said]:
    """The fields by name; what is not known is not there."""
    fields: dict[str, Said] = {
        "dataCollection": _collection(stats),
        "dataCollectionType": ["Physical data collection"] if stats.total.clips else [],
        "dataCollectionTimeframe": [day for day in (stats.recorded_from, stats.recorded_to) if day],
        "dataPreprocessingProtocol": list(about.selection),
        "dataAnnotationProtocol": _annotation(stats),
        "dataAnnotationAnalysis": _analysis(stats),
        "annotationsPerItem": _per_item(stats),
        "machineAnnotationTools": [f"{name} {version}" for name, version in sorted(about.software.items())],
        "dataBiases": list(known_biases(stats)),
        "dataLimitations": list(known_gaps(stats)),
        "personalSensitiveInformation": _personal(stats),
        "dataReleaseMaintenancePlan": _maintenance(about),
    }
    return {f"rai:{name}": said for name, said in fields.items() if said}


def _collection(stats: ReleaseStats) -> str:
    kinds = [f"{counted(row.clips, 'clip')} of {row.value} speech" for row in stats.by["speech"]]
    return f"{counted(stats.total.speakers, 'speaker')} recorded {' and '.join(kinds)}." if kinds else ""


def _annotation(stats: ReleaseStats) -> list[str]:
    clips = stats.total.clips
    return [
        f"Texts settled by {row.value}: {counted(row.clips, 'clip')} ({percent(row.clips / clips)})."
        for row in stats.by["decision"]
    ]


def _analysis(stats: ReleaseStats) -> list[str]:
    votes = stats.votes
    found = []
    if votes.alpha_words is not None:
        found.append(
            f"Krippendorff's alpha over the words of the first two votes of {counted(votes.compared, 'clip')}: "
            f"{votes.alpha_words:.3f}."
        )
    if votes.pairs:
        found.append(f"{percent(votes.same_pairs / votes.pairs)} of pairs of votes say the same.")
    wrong = stats.distributions.get("expected_wer")
    if wrong:
        found.append(f"Mean expected WER of {counted(wrong.clips, 'clip')}: {wrong.mean:.4f}.")
    return found


def _per_item(stats: ReleaseStats) -> str:
    votes = stats.distributions.get("votes")
    return f"{votes.mean:.2f} votes on average, {votes.least:g} to {votes.most:g}." if votes else ""


def _personal(stats: ReleaseStats) -> list[str]:
    people = any(row.value == PERSON for row in stats.by["voice"])
    said = [trait for trait, rows in stats.traits.items() if any(row.value is not None for row in rows)]
    return (["Voice"] if people else []) + [f"{trait.replace('_', ' ').capitalize()}, self-declared" for trait in said]


def _maintenance(about: SheetAbout) -> str:
    if not about.feed:
        return ""
    return f"Clips that are withdrawn are named in the feed at {about.feed}; later versions leave them out."

"""What a release was selected by, in sentences."""

from collections.abc import Iterable, Iterator

from shrutik_core.releases.selection import Dates, Range, Selection
from shrutik_core.releases.splits.split import SplitBy


def selected(selection: Selection, collections: Iterable[str]) -> Iterator[str]:
    """A sentence for each condition.

    Args:
        selection: all conditions.
        collections: their slugs.
    """
    yield f"Collections: {', '.join(collections)}."
    yield from _of_texts(selection)
    yield from _of_clips(selection)
    if selection.split_by is SplitBy.PROMPT:
        yield "No prompt's text is in two splits."
    if selection.parted:
        yield "Train, dev and test were asked for, however few speakers there are."


def _of_texts(selection: Selection) -> Iterator[str]:
    if selection.min_confidence:
        yield f"A consensus below a confidence of {selection.min_confidence:g} stayed."
    if selection.max_expected_wer is not None:
        yield f"A consensus above an expected WER of {selection.max_expected_wer:g} stayed."
    if selection.decisions:
        yield f"Texts settled by: {', '.join(map(str, selection.decisions))}."
    if selection.languages:
        yield f"Languages: {', '.join(selection.languages)}."


def _of_clips(selection: Selection) -> Iterator[str]:
    for name, wanted in (("seconds", selection.seconds), *selection.quality.items()):
        if wanted != Range():
            yield f"{name}: {_between(wanted.low, wanted.high)}."
    if selection.recorded != Dates():
        yield f"Recorded: {_between(selection.recorded.first, selection.recorded.last)}."
    for trait, values in selection.traits.items():
        yield f"Speakers who said of their {trait.replace('_', ' ')}: {', '.join(values)}."

    if selection.synthetic:
        yield "Synthetic voices were asked for, beside those of people."
    if selection.reported:
        yield "Clips were asked for that somebody reported and no reviewer has looked at since."


def _between(low: object, high: object) -> str:
    if low is None:
        return f"up to {_shown(high)}"
    return f"from {_shown(low)} on" if high is None else f"from {_shown(low)} to {_shown(high)}"


def _shown(bound: object) -> str:
    return f"{bound:g}" if isinstance(bound, float) else str(bound)

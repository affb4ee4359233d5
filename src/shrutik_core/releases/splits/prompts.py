"""No prompt's text in two splits: which clips are left out, once speakers have their places and keep them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from shrutik_core.releases.splits.ledger import Ledger, PromptEntry
from shrutik_core.releases.splits.split import HELD_BACK, HUNDRED, PARTS, Split, SplitBy
from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.texts import comparison_key

declare(Invalid, "prompts_unplaceable", "The prompts of this series cannot be placed in splits.")

FLOOR_PER_CENT = 25
"""Of its share, that dev and test keep whatever it costs: a text that all read would else always be train's."""
WORTH = 0.5
"""Hours more that may be left out for each hour by which dev or test comes nearer to its share."""

_ORDER = (*HELD_BACK, Split.TRAIN)
_KEY_LENGTH = 32


def prompt_key(text: str, language: str | None = None) -> str | None:
    """What a prompt is compared by: half of the SHA-256 of its `comparison_key`, 32 hexadecimal characters.

    It needs no secret: whoever holds a release can check it by the prompts in its manifest.

    Args:
        text: of the prompt.
        language: BCP 47; None if it is not known.

    Returns:
        None if the text has no words.
    """
    words = comparison_key(text, language)
    return hashlib.sha256(words.encode()).hexdigest()[:_KEY_LENGTH] if words else None


@attrs.define
class PromptTimes:
    """How much each split reads of each prompt, counted clip by clip; memory grows with the distinct texts.

    Attributes:
        times: by prompt, milliseconds and then clips of each of `PARTS`.
    """

    times: dict[str, list[int]] = attrs.field(factory=dict)

    def add(self, prompt: str, split: Split, milliseconds: int) -> None:
        """Count a clip.

        Args:
            prompt: key of what was read.
            split: of its speaker: ``train``, ``dev`` or ``test``.
            milliseconds: of the clip.
        """
        counts = self.times.setdefault(prompt, [0] * (2 * len(PARTS)))
        at = PARTS.index(split)
        counts[at] += milliseconds
        counts[at + len(PARTS)] += 1


@attrs.frozen
class LeftOutTime:
    """What is left out of a split for a text that is in another.

    Attributes:
        clips: 0 and up.
        milliseconds: of them.
    """

    clips: int = 0
    milliseconds: int = 0


def place_prompts(ledger: Ledger, counted: PromptTimes, version: int) -> Ledger:
    """The ledger with every prompt of a version placed; those that have a place keep it.

    A clip whose speaker and prompt are in different splits is to be left out. A prompt that several splits read goes
    to the one that reads most of it, so that least is left out, but for those that dev and test need. These take
    texts, the cheapest first, up to a quarter of their share at any cost, and to all of it if each hour costs no more
    than half an hour. What a text costs is how much more is left out than if it went to the one that reads most.

    Args:
        ledger: with the version's speakers placed.
        counted: all clips of the version that have a prompt.
        version: of the series, that is being made.

    Raises:
        Invalid: ``prompts_unplaceable`` if the series is split by speaker alone, or is one split ``all``.
    """
    if ledger.split_by is not SplitBy.PROMPT or not ledger.parted:
        detail = (
            "Prompts are placed in a series that was begun with split_by 'prompt', once it has train, dev and test."
        )
        raise Invalid("prompts_unplaceable", detail)
    found = _choose(ledger, counted.times)
    return ledger.add_prompts(PromptEntry(prompt, found[prompt], version) for prompt in sorted(found))


def stays(ledger: Ledger, split: Split, prompt: str | None) -> bool:
    """Whether a clip goes out with its speaker's split, or is left out for its prompt, which is in another."""
    return prompt is None or ledger.prompt_places.get(prompt, split) is split


def left_out(ledger: Ledger, counted: PromptTimes) -> dict[Split, LeftOutTime]:
    """What each part loses by its prompts."""
    clips, lost = dict.fromkeys(PARTS, 0), dict.fromkeys(PARTS, 0)
    for prompt, counts in counted.times.items():
        for at, split in enumerate(PARTS):
            if not stays(ledger, split, prompt):
                lost[split] += counts[at]
                clips[split] += counts[at + len(PARTS)]
    return {split: LeftOutTime(clips[split], lost[split]) for split in PARTS}


def _choose(ledger: Ledger, times: Mapping[str, Sequence[int]]) -> dict[str, Split]:
    """The split of each prompt that has none yet."""
    kept = dict.fromkeys(PARTS, 0)
    found: dict[str, Split] = {}
    contested: list[str] = []
    for prompt, counts in times.items():
        readers = _readers(counts)
        if prompt in ledger.prompt_places:
            split = ledger.prompt_places[prompt]
            kept[split] += _of(counts, split)
        elif len(readers) == 1:
            found[prompt] = readers[0]
            kept[readers[0]] += _of(counts, readers[0])
        else:
            contested.append(prompt)
    _take_back(ledger, times, sorted(contested), kept, found)
    return found


def _take_back(
    ledger: Ledger,
    times: Mapping[str, Sequence[int]],
    contested: Sequence[str],
    kept: dict[Split, int],
    found: dict[str, Split],
) -> None:
    """Place the contested prompts: first those that dev and test need, then each where most is read of it."""
    total = sum(sum(counts[: len(PARTS)]) for counts in times.values())
    for cost, prompt, at in sorted(_offers(times, contested)):
        split = HELD_BACK[at]
        wanted = ledger.shares.of(split) * total
        if cost > WORTH:
            wanted = wanted * FLOOR_PER_CENT // HUNDRED
        if prompt not in found and HUNDRED * kept[split] < wanted:
            found[prompt] = split
            kept[split] += _of(times[prompt], split)
    for prompt in contested:
        if prompt not in found:
            readers = _readers(times[prompt])
            found[prompt] = max(readers, key=lambda split: _of(times[prompt], split))


def _offers(times: Mapping[str, Sequence[int]], contested: Iterable[str]) -> Iterator[tuple[float, str, int]]:
    """What it costs, in hours for an hour, to give a prompt to a split that is held back; the split by its number."""
    for prompt in contested:
        most = max(times[prompt][: len(PARTS)])
        for at, split in enumerate(HELD_BACK):
            if own := _of(times[prompt], split):
                yield (most - own) / own, prompt, at


def _readers(counts: Sequence[int]) -> list[Split]:
    """The splits that have clips of a prompt; of those that read as much of it the first is to have it."""
    return [split for split in _ORDER if counts[PARTS.index(split) + len(PARTS)]]


def _of(counts: Sequence[int], split: Split) -> int:
    return counts[PARTS.index(split)]

"""A batch of clips as arrays: who typed which words, in an order that depends on the texts alone."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import attrs
import numpy as np

from shrutik_core.consensus.text.normalise import Lexicon
from shrutik_core.consensus.text.reading import Reading
from shrutik_core.consensus.vote.arrays import Flags, Floats, Ints, code_points, starts
from shrutik_core.shared.texts import canonical

UNKNOWN = -1
"""The worker of a vote whose worker is not known, or is the prompt."""


@attrs.frozen(eq=False)
class Votes:
    """The spoken votes of a batch of clips, one after another, those of a clip together.

    Attributes:
        strings: each vote's key numbers as code points.
        item: clip of each vote, rising from 0 without holes. [V]
        first: first vote of each clip, then V. [I + 1]
        tokens: the key numbers of all votes end to end. [T]
        token_first: first token of each vote, then T. [V + 1]
    """

    strings: list[str]
    item: Ints
    first: Ints
    tokens: Ints
    token_first: Ints

    @classmethod
    def of(cls, strings: list[str], item: Ints) -> "Votes":
        """From each vote's words; every clip has at least one vote and every vote a word."""
        count = int(item[-1]) + 1 if len(item) else 0
        first = np.searchsorted(item, np.arange(count + 1))
        lengths = np.fromiter(map(len, strings), np.int64, len(strings))
        return cls(strings, item, first, code_points(strings), starts(lengths))

    @property
    def per_item(self) -> Ints:
        """Votes of each clip. [I]."""
        return np.diff(self.first)


@attrs.frozen
class Row:
    """One vote on its way into a batch.

    Attributes:
        text: as typed.
        worker: number of the worker, or UNKNOWN.
        accuracy: believed share of all words that this worker has right, 0..1; nan if nothing is known.
        witness: whether this is the prompt.
    """

    text: str
    worker: int = UNKNOWN
    accuracy: float = float("nan")
    witness: bool = False


@attrs.frozen(eq=False)
class Batch:
    """The votes with words of many clips; clips without any are left out.

    Attributes:
        lexicon: written forms and keys.
        votes: the words, as keys.
        forms: the written form of each token. [T]
        form_core: spelling, without punctuation, of each written form. [forms]
        form_style: 1 for a number in digits, 2 for a number in words, 0 for any other written form. [forms]
        form_rank: order of each written form among all. [forms]
        clip: position, in what was given, of each item of ``votes``. [I]
        row: position of each vote in its clip. [V]
        worker: number of each vote's worker, or UNKNOWN. [V]
        accuracy: what is believed beforehand of each vote, or nan. [V]
        witness: whether each vote is the prompt. [V]
        apart: whether each clip was read as if there were no others; else they are one corpus.
    """

    lexicon: Lexicon
    votes: Votes
    forms: Ints
    form_core: Ints
    form_style: Ints
    form_rank: Ints
    clip: Ints
    row: Ints
    worker: Ints
    accuracy: Floats
    witness: Flags
    apart: bool = False


def read(clips: Iterable[Sequence[Row]], reading: Reading | None = None, *, apart: bool = False) -> Batch:
    """The votes of each clip, sorted by text, so that neither their order nor a worker's name matters.

    Args:
        clips: the votes of each clip.
        reading: how their texts are read; as for any language if None.
        apart: whether no clip may learn anything from another, as if each were a batch of its own.

    Raises:
        Invalid: ``text_too_long``.
    """
    lexicon = Lexicon(reading=reading or Reading())
    entries = list(_with_words(clips, lexicon, apart=apart))
    numbers = [number for number, *_ in entries]
    kept = list(dict.fromkeys(numbers))
    place_of = {number: place for place, number in enumerate(kept)}
    items = np.array([place_of[number] for number in numbers], np.int64)
    sources = [row for *_, row, _ in entries]
    return Batch(
        lexicon=lexicon,
        votes=Votes.of(["".join([lexicon.letters[form] for form in found]) for *_, found in entries], items),
        forms=np.array([form for *_, found in entries for form in found], np.int64),
        form_core=np.array(lexicon.core_of, np.int64),
        form_style=np.array(lexicon.in_digits, np.int64) + 2 * np.array(lexicon.in_words, np.int64),
        form_rank=ranks(lexicon.shown),
        clip=np.array(kept, np.int64),
        row=np.array([place for _, place, *_ in entries], np.int64),
        worker=np.array([row.worker for row in sources], np.int64),
        accuracy=np.array([row.accuracy for row in sources], np.float64),
        witness=np.array([row.witness for row in sources], bool),
        apart=apart,
    )


def _with_words(
    clips: Iterable[Sequence[Row]], lexicon: Lexicon, *, apart: bool
) -> Iterator[tuple[int, int, Row, Sequence[int]]]:
    """Each vote that has a word, or if none has one a tag: its clip's number, its place there, its row, its forms."""
    for number, clip in enumerate(clips):
        if apart:
            lexicon.begin_apart()
        found = [(place, row, lexicon.read(row.text)) for place, _, row in sorted(_ordered(clip), key=itemgetter(1))]
        for place, row, forms in _without_mere_tags(found, lexicon) if lexicon.tags else found:
            if forms:
                yield number, place, row, forms


def _without_mere_tags(
    found: list[tuple[int, Row, list[int]]], lexicon: Lexicon
) -> Iterator[tuple[int, Row, list[int]]]:
    """The votes but for those of tags alone: who heard no word has no say in the words that others heard."""
    mere = [all(lexicon.key_of[form] in lexicon.tags for form in forms) for _, _, forms in found]
    return (vote for vote, is_mere in zip(found, mere, strict=True) if not is_mere or all(mere))


def ranks(names: list[str]) -> Ints:
    """The place of each name in sorted order."""
    out = np.empty(len(names), np.int64)
    out[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return out


def _ordered(clip: Sequence[Row]) -> list[tuple[int, tuple[bool, str, float], Row]]:
    return [
        (place, (row.witness, canonical(row.text), row.accuracy if row.accuracy == row.accuracy else 2.0), row)
        for place, row in enumerate(clip)
    ]

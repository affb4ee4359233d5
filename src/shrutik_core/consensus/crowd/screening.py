"""Which workers count: those whose texts are unlike all others are left out before texts are laid side by side.

Text that belongs to no clip (random words, another clip's text) spoils the alignment of all others, whatever its vote
weighs. The workers who type such text are found by the vote itself and left out, and the rest is aligned again, as
crowdsourcing does with spammers at large (Raykar & Yu 2012).
"""

from collections.abc import Sequence

import attrs
import numpy as np

from shrutik_core.consensus.text.reading import Reading
from shrutik_core.consensus.vote.align_batch import align_batch
from shrutik_core.consensus.vote.aligned import AlignedBatch
from shrutik_core.consensus.vote.arrays import Flags
from shrutik_core.consensus.vote.batch import UNKNOWN, Row, read
from shrutik_core.consensus.vote.trust import Record

UNLIKE = (0.4, 0.5)
"""Share of all places right below which a worker is left out, round by round: the rest judge better without them."""

FEWEST_CLIPS = 3
"""Clips that a worker must have a word in before they are left out."""

LEAST_SHARE = 0.02
"""Share of a batch's votes from which it is worth aligning the rest again; fewer do little harm."""


@attrs.frozen(eq=False)
class Screening:
    """A batch without the workers who are left out.

    Attributes:
        aligned: what the others typed; None if no worker typed a word.
        record: what was counted of each worker, also of those left out. [W]
        left_out: who was. [W]
    """

    aligned: AlignedBatch | None
    record: Record
    left_out: Flags


def unlike_others(record: Record, limit: float = UNLIKE[0]) -> Flags:
    """The workers who are so rarely right that they cannot have tried. [W]."""
    unlike: Flags = (record.clips >= FEWEST_CLIPS) & (record.overall() < limit)
    return unlike


def screen(
    clips: Sequence[Sequence[Row]], workers: int, known: Flags | None = None, reading: Reading | None = None
) -> Screening:
    """Aligns a batch and leaves out whom it finds to be unlike the others.

    Args:
        clips: the votes of each clip.
        workers: how many numbers of workers there are.
        known: who is left out, if that is known already. [W]
        reading: how the texts are read; as for any language if None.

    Raises:
        Invalid: ``text_too_long``.
    """
    reading = reading or Reading()
    left_out = np.zeros(workers, bool) if known is None else known
    aside = Record.blank(workers)
    for limit in UNLIKE if known is None else ():
        batch = read(_without(clips, left_out, reading), reading)
        if not len(batch.clip):
            return Screening(None, aside, left_out)
        aligned = align_batch(batch)
        record = aligned.trust.record.wide(workers)
        found = unlike_others(record, limit) & ~left_out
        found[batch.worker[batch.witness]] = False
        if np.isin(batch.worker, np.flatnonzero(found)).mean() < LEAST_SHARE:
            return Screening(aligned, record.plus(aside), left_out)
        aside, left_out = aside.plus(record.only(found)), left_out | found
    batch = read(_without(clips, left_out, reading), reading)
    if not len(batch.clip):
        return Screening(None, aside, left_out)
    aligned = align_batch(batch)
    return Screening(aligned, aligned.trust.record.wide(workers).plus(aside), left_out)


def _without(clips: Sequence[Sequence[Row]], left_out: Flags, reading: Reading) -> Sequence[Sequence[Row]]:
    """The clips without the texts of some workers; if no other worker typed a word, they stay."""
    if not left_out.any():
        return clips
    return [_emptied(rows, left_out, reading) for rows in clips]


def _emptied(rows: Sequence[Row], left_out: Flags, reading: Reading) -> Sequence[Row]:
    out = [row.worker != UNKNOWN and bool(left_out[row.worker]) for row in rows]
    if not any(reading.key(row.text) and not (gone or row.witness) for row, gone in zip(rows, out, strict=True)):
        return rows
    return [attrs.evolve(row, text="") if gone else row for row, gone in zip(rows, out, strict=True)]

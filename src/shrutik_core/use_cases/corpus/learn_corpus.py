"""A sorted corpus in batches: gone through once to learn whom to trust, and again to settle it."""

from collections.abc import Callable, Iterable, Iterator

import attrs

from shrutik_core.consensus.crowd.corpus import Group, in_batches, learn_workers, settle_groups
from shrutik_core.consensus.crowd.item_rows import ItemRows, by_item
from shrutik_core.consensus.crowd.learnt_workers import LearntWorkers
from shrutik_core.consensus.result import Consensus, Method
from shrutik_core.consensus.text.reading import Reading
from shrutik_core.ports.transcript_tables import ByItem

OnProgress = Callable[[str, float], None]


@attrs.frozen
class LearntCorpus:
    """Items by the batch, and what they taught about their workers and prompts.

    Attributes:
        batches: gives the items again each time.
        rows: how many rows there are, without prompts.
        workers: what was learnt; a blank book if one batch is all and teaches itself.
        learnt: whether it was.
        reading: how the texts are read.
    """

    batches: Callable[[], Iterable[list[ItemRows]]]
    rows: int
    workers: LearntWorkers
    learnt: bool
    reading: Reading

    def settled(self, method: Method, on_progress: OnProgress) -> Iterator[tuple[str, Consensus]]:
        """Each item with its consensus, in order.

        Raises:
            Invalid: ``text_too_long``.
        """
        for batch in _watched(self.batches(), self.rows, "settling", on_progress):
            yield from settle_groups(
                _groups(batch),
                self.workers,
                learnt=self.learnt,
                prompts=_prompts(batch),
                method=method.value,
                reading=self.reading,
            )

    def around(self, item: str) -> "LearntCorpus":
        """The one batch that holds an item; nothing if none does."""
        found = next((batch for batch in self.batches() if any(one.item == item for one in batch)), [])
        return attrs.evolve(self, batches=lambda: [found])


def learn_corpus(rows: ByItem, votes: int, reading: Reading, on_progress: OnProgress) -> LearntCorpus:
    """Learns from all items before any is settled; memory grows with workers and with the largest batch alone.

    Args:
        rows: by item, prompts among them.
        votes: how many of the rows are votes.
        reading: how the texts are read.
        on_progress: is told the stage ``learning`` and its share.

    Raises:
        Invalid: ``duplicate_transcription``, ``prompt_conflict``, ``text_too_long``.
    """

    def batches() -> Iterator[list[ItemRows]]:
        return in_batches(by_item(rows))

    running = batches()
    first = next(running, [])
    if next(running, None) is None:
        return LearntCorpus(lambda: [first], votes, LearntWorkers(), learnt=False, reading=reading)
    workers = LearntWorkers()
    for batch in _watched(batches(), votes, "learning", on_progress):
        learn_workers(_groups(batch), prompts=_prompts(batch), workers=workers, reading=reading)
    return LearntCorpus(batches, votes, workers, learnt=True, reading=reading)


def _groups(batch: list[ItemRows]) -> Iterator[Group]:
    return ((one.item, one.votes) for one in batch)


def _prompts(batch: list[ItemRows]) -> dict[str, str]:
    return {one.item: one.prompt for one in batch if one.prompt}


def _watched(
    batches: Iterable[list[ItemRows]], rows: int, stage: str, on_progress: OnProgress
) -> Iterator[list[ItemRows]]:
    read = 0
    for batch in batches:
        yield batch
        read += sum(len(one.votes) for one in batch)
        on_progress(stage, read / max(1, rows))

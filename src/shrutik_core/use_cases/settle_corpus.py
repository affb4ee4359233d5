"""Settle a corpus that need not fit into memory: rows are sorted, reliability is learnt, texts go out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice

import attrs

from shrutik_core.consensus.corpus import BATCH, Group, Workers, learn_workers, settle_groups
from shrutik_core.consensus.decide import Decision, decide
from shrutik_core.consensus.groups import by_item
from shrutik_core.consensus.policy import Policy
from shrutik_core.consensus.result import Consensus, Method
from shrutik_core.consensus.standing import Standing, is_spammer
from shrutik_core.ports.transcript_tables import ByItem, TableSink, TranscriptSorter, TranscriptSource
from shrutik_core.shared.errors import Missing

ITEM_COLUMNS = {"item": str, "text": str, "confidence": float, "expected_wer": float, "votes": int, "decision": str}
WORKER_COLUMNS = {
    "worker": str,
    "items": int,
    "words": int,
    "accuracy": float,
    "deviation": float,
    "contested": float,
    "weight": float,
    "suspect": int,
}

OnProgress = Callable[[str, float], None]


@attrs.frozen
class Settings:
    """How a corpus is settled.

    Attributes:
        policy: what is accepted.
        method: how votes are weighted.
        language: BCP 47 tag of all items; None where it is not known.
    """

    policy: Policy = attrs.field(factory=Policy)
    method: Method = Method.FITTED
    language: str | None = None


@attrs.frozen
class CorpusReport:
    """What was settled.

    Attributes:
        rows: transcriptions read.
        items: items written.
        workers: workers seen.
        decisions: items by decision.
        expected_wer: mean over items.
        confidence: mean over items.
    """

    rows: int
    items: int
    workers: int
    decisions: Mapping[str, int]
    expected_wer: float
    confidence: float


@attrs.frozen
class SettleCorpus:
    """Reads, sorts, learns and settles a corpus in memory bounded by its workers and its largest item.

    Attributes:
        source: where transcriptions come from.
        sorter: brings them together.
    """

    source: TranscriptSource
    sorter: TranscriptSorter

    def __call__(
        self, out: TableSink, settings: Settings, *, workers: TableSink | None = None, on_progress: OnProgress
    ) -> CorpusReport:
        """Every item's text to ``out``, and each worker's reliability to ``workers``.

        Args:
            out: takes item, text, confidence, expected_wer, votes and decision, by item.
            settings: policy, method, language.
            workers: takes worker, items, words, accuracy (posterior mean of the share of words right), its
                deviation, the share right where voices differ, the weight of a vote, and 1 for a suspect.
            on_progress: is told a stage (``reading``, ``learning``, ``settling``) and its share, 0 to 1.

        Raises:
            ShrutikError: what reading, sorting and writing raise.
            Invalid: ``duplicate_transcription``.
        """
        tally = _Tally()
        with out.open(ITEM_COLUMNS) as write, self._sorted(on_progress) as rows:
            corpus = _learnt(rows, on_progress)
            for item, result in corpus.settled(settings, on_progress):
                decision = decide(result, settings.policy, language=settings.language)
                tally.add(result, decision)
                figures = (round(result.confidence, 6), round(result.expected_wer, 6), result.votes)
                write((item, result.text, *figures, decision.verdict.value))
            if workers:
                _write_workers(workers, corpus.workers)
            return tally.report(len(rows), len(corpus.workers.reliability()))

    def explain(self, item: str, settings: Settings, *, on_progress: OnProgress) -> tuple[Consensus, Decision]:
        """One item's network, with the reliability that the whole corpus taught.

        Raises:
            Missing: ``item_missing`` where no row has it.
        """
        with self._sorted(on_progress) as rows:
            corpus = _learnt(rows, on_progress)
            for found, result in corpus.around(item).settled(settings, on_progress):
                if found == item:
                    return result, decide(result, settings.policy, language=settings.language)
        raise Missing("item_missing", f"No row has the item {item!r}.")

    @contextmanager
    def _sorted(self, on_progress: OnProgress) -> Iterator[ByItem]:
        def report(share: float) -> None:
            on_progress("reading", share)

        with self.sorter.sort(self.source.rows(report)) as rows:
            on_progress("reading", 1.0)
            yield rows


@attrs.frozen
class _Corpus:
    """Items by the batch, and what they taught about their workers.

    Attributes:
        batches: gives the items anew each time, in lists of BATCH.
        rows: how many rows there are.
        workers: what was learnt; a blank book where one batch is all and teaches itself.
        learnt: whether it was.
    """

    batches: Callable[[], Iterable[list[Group]]]
    rows: int
    workers: Workers
    learnt: bool

    def settled(self, settings: Settings, on_progress: OnProgress) -> Iterator[tuple[str, Consensus]]:
        groups = _watched(self.batches(), self.rows, "settling", on_progress)
        return settle_groups(groups, self.workers, learnt=self.learnt, method=settings.method.value)

    def around(self, item: str) -> "_Corpus":
        """The one batch that holds an item; nothing where none does."""
        found = next((batch for batch in self.batches() if any(name == item for name, _ in batch)), [])
        return attrs.evolve(self, batches=lambda: [found])


def _learnt(rows: ByItem, on_progress: OnProgress) -> _Corpus:
    def batches() -> Iterator[list[Group]]:
        items: Iterator[Group] = by_item(rows)
        while batch := list(islice(items, BATCH)):
            yield batch

    first: list[Group] = list(islice(by_item(rows), BATCH + 1))
    if len(first) <= BATCH:
        return _Corpus(lambda: [first], len(rows), Workers(), learnt=False)
    workers = learn_workers(_watched(batches(), len(rows), "learning", on_progress))
    return _Corpus(batches, len(rows), workers, learnt=True)


def _watched(batches: Iterable[list[Group]], rows: int, stage: str, on_progress: OnProgress) -> Iterator[Group]:
    read = 0
    for batch in batches:
        yield from batch
        read += sum(len(voices) for _, voices in batch)
        on_progress(stage, read / max(1, rows))


def _write_workers(sink: TableSink, workers: Workers) -> None:
    with sink.open(WORKER_COLUMNS) as write:
        for worker, known in sorted(workers.reliability().items()):
            place = workers.numbers[worker]
            right, asked = workers.record.right_all[place], workers.record.asked_all[place]
            standing = Standing(round(right), round(asked) - round(right), known.items)
            belief = standing.posterior()
            figures = (round(belief.mean, 6), round(belief.deviation, 6))
            votes = (round(known.contested, 6), round(known.weight, 6))
            write((worker, known.items, round(asked), *figures, *votes, int(is_spammer(standing))))


@attrs.define
class _Tally:
    """Sums over the items that have gone by."""

    decisions: Counter[str] = attrs.field(factory=Counter)
    expected_wer: float = 0.0
    confidence: float = 0.0

    def add(self, result: Consensus, decision: Decision) -> None:
        self.decisions[decision.verdict.value] += 1
        self.expected_wer += result.expected_wer
        self.confidence += result.confidence

    def report(self, rows: int, workers: int) -> CorpusReport:
        items = self.decisions.total()
        means = (total / items if items else 0.0 for total in (self.expected_wer, self.confidence))
        return CorpusReport(rows, items, workers, dict(self.decisions), *means)

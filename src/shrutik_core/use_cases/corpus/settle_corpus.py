"""Settle a corpus that need not fit into memory: rows are sorted, reliability is learnt, texts go out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

import attrs

from shrutik_core.consensus.crowd.learnt_workers import LearntWorkers
from shrutik_core.consensus.crowd.spammers import is_spammer
from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.consensus.crowd.tidy_names import tidy_name
from shrutik_core.consensus.decide import decided
from shrutik_core.consensus.policy import Policy, reading_of
from shrutik_core.consensus.result import PROMPT, Consensus, Method, Transcript
from shrutik_core.ports.transcript_tables import Cell, TableSink, TranscriptSorter, TranscriptSource
from shrutik_core.prompts.language import check_language
from shrutik_core.shared.errors import Missing
from shrutik_core.use_cases.corpus.learn_corpus import LearntCorpus, OnProgress, learn_corpus

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


@attrs.frozen
class CorpusSettings:
    """How a corpus is settled.

    Attributes:
        policy: what is accepted.
        method: how votes are weighted.
        language: BCP 47 tag of all items; None if it is not known.

    Raises:
        Invalid: ``language_invalid``.
    """

    policy: Policy = attrs.field(factory=Policy)
    method: Method = Method.FITTED
    language: str | None = attrs.field(default=None, converter=attrs.converters.optional(check_language))


@attrs.frozen
class CorpusReport:
    """What was settled.

    Attributes:
        rows: transcriptions read.
        items: items written.
        workers: workers seen.
        decisions: items by decision.
        expected_wer: mean over items.
        rate: what that counts: ``WER``, ``CER`` in scripts written without spaces, ``WER and CER`` if items differ.
        confidence: mean over items.
    """

    rows: int
    items: int
    workers: int
    decisions: Mapping[str, int]
    expected_wer: float
    confidence: float
    rate: str


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
        self, out: TableSink, settings: CorpusSettings, *, workers: TableSink | None = None, on_progress: OnProgress
    ) -> CorpusReport:
        """Every item's text to ``out``, and each worker's reliability to ``workers``.

        Args:
            out: takes item, text, confidence, expected_wer, votes and decision, by item.
            settings: policy, method, language.
            workers: takes worker, items, words, accuracy (posterior mean of the share of words right), its
                deviation, the share right where votes differ, the weight of a vote, and 1 for a suspect.
            on_progress: is told a stage (``reading``, ``learning``, ``settling``) and its share, 0 to 1.

        Raises:
            ShrutikError: what reading, sorting and writing raise.
            Invalid: ``duplicate_transcription``, ``prompt_conflict``.
        """
        tally = _Tally()
        with ExitStack() as stack:
            write = stack.enter_context(out.open(ITEM_COLUMNS))
            # Opened before anything is read: an hour's work is not lost to a folder that is not there.
            tell = stack.enter_context(workers.open(WORKER_COLUMNS)) if workers else None
            corpus = stack.enter_context(self._learnt(settings, on_progress))
            for item, settled in corpus.settled(settings.method, on_progress):
                result = decided(settled, settings.policy, language=settings.language)
                tally.add(result)
                figures = (round(result.confidence, 6), round(result.expected_wer, 6), result.votes)
                write((item, result.text, *figures, result.decision.value))
            if tell:
                _write_workers(tell, corpus.workers)
            return tally.report(corpus.rows, len(corpus.workers.reliability()))

    def explain(self, item: str, settings: CorpusSettings, *, on_progress: OnProgress) -> Consensus:
        """One item's network and decision, with the reliability that the whole corpus taught.

        Args:
            item: its name, tidied as those of the source are (`tidy_name`).
            settings: policy, method, language.
            on_progress: as for the whole corpus.

        Raises:
            Missing: ``item_missing`` if no row has it.
        """
        wanted = tidy_name(item)
        with self._learnt(settings, on_progress) as corpus:
            for found, result in corpus.around(wanted).settled(settings.method, on_progress):
                if found == wanted:
                    return decided(result, settings.policy, language=settings.language)
        raise Missing("item_missing", f"No row has the item {item!r}.")

    @contextmanager
    def _learnt(self, settings: CorpusSettings, on_progress: OnProgress) -> Iterator[LearntCorpus]:
        def report(share: float) -> None:
            on_progress("reading", share)

        count = _Count()
        with self.sorter.sort(count.of(self.source.rows(report))) as rows:
            on_progress("reading", 1.0)
            yield learn_corpus(rows, count.votes, reading_of(settings.policy, settings.language), on_progress)


@attrs.define
class _Count:
    """How many votes went by; prompts are not votes, and one that repeats the one before says nothing new."""

    votes: int = 0

    def of(self, rows: Iterable[Transcript]) -> Iterator[Transcript]:
        before: Transcript | None = None
        for row in rows:
            if row.worker != PROMPT:
                self.votes += 1
                yield row
            elif row != before:
                before = row
                yield row


def _write_workers(write: Callable[[Sequence[Cell]], None], workers: LearntWorkers) -> None:
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
    rates: set[str] = attrs.field(factory=set)

    def add(self, result: Consensus) -> None:
        self.decisions[result.decision.value] += 1
        self.expected_wer += result.expected_wer
        self.confidence += result.confidence
        if result.text:
            self.rates.add(result.rate)

    def report(self, rows: int, workers: int) -> CorpusReport:
        items = self.decisions.total()
        wer, confidence = (total / max(1, items) for total in (self.expected_wer, self.confidence))
        rate = " and ".join(sorted(self.rates, reverse=True)) or "WER"
        return CorpusReport(rows, items, workers, dict(self.decisions), wer, confidence, rate)

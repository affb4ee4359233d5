"""Settle a corpus that need not fit into memory: rows are sorted, reliability is learnt, texts go out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import attrs

from shrutik_core.consensus.aggregate import aggregate
from shrutik_core.consensus.decide import Decision, decide
from shrutik_core.consensus.groups import by_item
from shrutik_core.consensus.policy import Policy
from shrutik_core.consensus.result import Consensus, Method, Transcript
from shrutik_core.consensus.standing import Standing, evidence_of, is_spammer
from shrutik_core.ports.transcript_tables import ByItem, TableSink, TranscriptSorter, TranscriptSource
from shrutik_core.shared.errors import Missing

ITEM_COLUMNS = {"item": str, "text": str, "confidence": float, "expected_wer": float, "votes": int, "decision": str}
WORKER_COLUMNS = {"worker": str, "items": int, "words": int, "accuracy": float, "deviation": float, "suspect": int}
_REPORT_EVERY = 200

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
            workers: takes worker, items, words, accuracy (posterior mean), its deviation, and 1 for a suspect.
            on_progress: is told a stage (``reading``, ``learning``, ``settling``) and its share, 0 to 1.

        Raises:
            ShrutikError: what reading, sorting and writing raise.
            Invalid: ``duplicate_transcription``.
        """
        tally = _Tally()
        with out.open(ITEM_COLUMNS) as write, self._sorted(on_progress) as rows:
            for item, result, decision in _settled(rows, settings, on_progress):
                tally.add(result, decision)
                figures = (round(result.confidence, 6), round(result.expected_wer, 6), result.votes)
                write((item, result.text, *figures, decision.verdict.value))
            if workers:
                _write_workers(workers, tally.standings)
            return tally.report(len(rows))

    def explain(self, item: str, settings: Settings, *, on_progress: OnProgress) -> tuple[Consensus, Decision]:
        """One item's network, with the reliability that the whole corpus taught.

        Raises:
            Missing: ``item_missing`` where no row has it.
        """
        with self._sorted(on_progress) as rows:
            for found, result, decision in _settled(rows, settings, on_progress, only=item):
                if found == item:
                    return result, decision
        raise Missing("item_missing", f"No row has the item {item!r}.")

    @contextmanager
    def _sorted(self, on_progress: OnProgress) -> Iterator[ByItem]:
        def report(share: float) -> None:
            on_progress("reading", share)

        with self.sorter.sort(self.source.rows(report)) as rows:
            on_progress("reading", 1.0)
            yield rows


def _settled(
    rows: ByItem, settings: Settings, on_progress: OnProgress, only: str | None = None
) -> Iterator[tuple[str, Consensus, Decision]]:
    read, whole = 0, max(1, len(rows))
    for item, voices in by_item(rows):
        read += len(voices)
        if read % _REPORT_EVERY < len(voices):
            on_progress("settling", read / whole)
        if only is None or item == only:
            result = _consensus(voices, settings)
            yield item, result, decide(result, settings.policy, language=settings.language)
    on_progress("settling", 1.0)


def _consensus(voices: list[Transcript], settings: Settings) -> Consensus:
    return aggregate(
        [voice.text for voice in voices],
        workers=[voice.worker for voice in voices],
        language=settings.language,
        method=settings.method.value,
    )


def _write_workers(sink: TableSink, standings: Mapping[str, Standing]) -> None:
    with sink.open(WORKER_COLUMNS) as write:
        for worker, standing in sorted(standings.items()):
            belief = standing.posterior()
            figures = (round(belief.mean, 6), round(belief.deviation, 6), int(is_spammer(standing)))
            write((worker, standing.clips, standing.right + standing.wrong, *figures))


@attrs.define
class _Tally:
    """Sums over the items that have gone by."""

    decisions: Counter[str] = attrs.field(factory=Counter)
    standings: dict[str, Standing] = attrs.field(factory=dict)
    expected_wer: float = 0.0
    confidence: float = 0.0

    def add(self, result: Consensus, decision: Decision) -> None:
        self.decisions[decision.verdict.value] += 1
        self.expected_wer += result.expected_wer
        self.confidence += result.confidence
        for voice, evidence in zip(result.voices, evidence_of(result), strict=True):
            if voice.worker is not None:
                before = self.standings.get(voice.worker, _NOBODY)
                self.standings[voice.worker] = before.with_clip(evidence)

    def report(self, rows: int) -> CorpusReport:
        items = self.decisions.total()
        means = (total / items if items else 0.0 for total in (self.expected_wer, self.confidence))
        return CorpusReport(rows, items, len(self.standings), dict(self.decisions), *means)


_NOBODY = Standing()

"""Many clips: reliability is learnt across them, texts are settled batch by batch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, TypeVar

import attrs
import numpy as np

from shrutik_core.consensus.align import Flags
from shrutik_core.consensus.batch import Row
from shrutik_core.consensus.decide import decide
from shrutik_core.consensus.hearing import Hearing, hear, unlike_others
from shrutik_core.consensus.policy import Policy
from shrutik_core.consensus.present import consensus_of, method_of, nothing_heard
from shrutik_core.consensus.reliability import LEAST, LIFT, Record, logit
from shrutik_core.consensus.result import Consensus, CorpusConsensus, Method, Transcript, Vote, WorkerReliability
from shrutik_core.consensus.settle import settle
from shrutik_core.consensus.witness import likely_span
from shrutik_core.shared.errors import Invalid

T = TypeVar("T")

BATCH = 4096
"""Clips that are settled at once, up to half as many more where they are the last."""

Group = tuple[str, Sequence[tuple[str, str, str]]]
"""An item and its rows (item, worker, text)."""

PROMPT = ""
"""The worker whose record the prompts share; nobody else has an empty name."""


@attrs.define
class Workers:
    """What a corpus taught about its workers: a few numbers for each, whatever the number of clips.

    Attributes:
        numbers: place of each worker in the record; PROMPT among them.
        record: what was counted.
    """

    numbers: dict[str, int] = attrs.field(factory=lambda: {PROMPT: 0})
    record: Record = attrs.field(factory=lambda: Record.blank(1))

    def number(self, worker: str) -> int:
        """The worker's place, a new one where they were not met before."""
        return self.numbers.setdefault(worker, len(self.numbers))

    def add(self, record: Record) -> None:
        """Counts another batch in."""
        self.record = self._wide(self.record).plus(self._wide(record))

    def without(self, record: Record) -> Record:
        """What was counted outside a batch."""
        return self._wide(self.record).less(self._wide(record))

    def reliability(self) -> dict[str, WorkerReliability]:
        """Every worker's reliability, without the prompt's."""
        wide = self._wide(self.record)
        contested, overall = wide.contested(), wide.overall()
        weight = np.maximum(logit(contested) + LIFT, LEAST)
        return {
            worker: WorkerReliability(
                worker,
                int(wide.clips[place]),
                int(wide.asked[place]),
                float(contested[place]),
                float(overall[place]),
                float(weight[place]),
            )
            for worker, place in self.numbers.items()
            if worker != PROMPT
        }

    def _wide(self, record: Record) -> Record:
        return record.wide(len(self.numbers))


def aggregate_corpus(
    transcriptions: Iterable[tuple[str, str, str]],
    *,
    prompts: Mapping[str, str] | None = None,
    language: str | None = None,
    policy: Policy | None = None,
    method: Literal["fitted", "em"] = "fitted",
) -> CorpusConsensus:
    """What was said in many clips; workers' reliability is learnt across them.

    Args:
        transcriptions: (item, worker, text), in any order.
        prompts: for read speech, the expected text of an item's whole recording; joins as a witness.
        language: BCP 47 tag, for the guards of the decision.
        policy: what to make of each result; the default policy where None.
        method: ``fitted`` (weights fitted on labelled clips), or ``em`` (the text depends on no label at all).

    Raises:
        Invalid: ``duplicate_transcription`` where a worker has two rows for one item; ``text_too_long``;
            ``method_unknown``.
    """
    groups: dict[str, list[Transcript]] = {}
    for item, worker, text in transcriptions:
        groups.setdefault(item, []).append(Transcript(item, worker, text))
    listed: list[Group] = sorted(groups.items())
    learnt = sum(1 for _ in in_batches(listed)) > 1
    book = learn_workers(listed, prompts=prompts) if learnt else Workers()
    items = {}
    for item, result in settle_groups(listed, book, learnt=learnt, prompts=prompts, method=method):
        decision = decide(result, policy, language=language)
        items[item] = attrs.evolve(
            result,
            decision=decision.verdict,
            reasons=decision.reasons,
            more_votes=decision.more_votes,
            gain=decision.gain,
        )
    return CorpusConsensus(items, book.reliability())


def learn_workers(
    groups: Iterable[Group], *, prompts: Mapping[str, str] | None = None, workers: Workers | None = None
) -> Workers:
    """Goes through a corpus once and keeps what it says of its workers; memory grows with workers alone.

    Args:
        groups: items with their rows.
        prompts: the expected text of an item's whole recording; they have one record together.
        workers: what an earlier part of the corpus taught, added to in place; None where this is all of it.

    Raises:
        Invalid: ``duplicate_transcription``, ``text_too_long``.
    """
    known = Workers() if workers is None else workers
    for chunk in in_batches(groups):
        rows = _rows_of(chunk, known, prompts)
        known.add(hear(rows, len(known.numbers)).record)
    return known


def settle_groups(
    groups: Iterable[Group],
    workers: Workers,
    *,
    learnt: bool = True,
    prompts: Mapping[str, str] | None = None,
    method: Literal["fitted", "em"] = "fitted",
) -> Iterator[tuple[str, Consensus]]:
    """Each item with its consensus, BATCH clips at a time; nothing is decided yet.

    Args:
        groups: items with their rows, as ``learn_workers`` saw them.
        workers: what ``learn_workers`` returned.
        learnt: False where the workers are a blank book: then each batch teaches itself and fills the book.
        prompts: the expected text of an item's whole recording.
        method: see ``aggregate_corpus``.

    Raises:
        Invalid: ``duplicate_transcription``, ``text_too_long``, ``method_unknown``.
    """
    used = method_of(method)
    for chunk in in_batches(groups):
        rows = _rows_of(chunk, workers, prompts)
        known = _left_out(workers) if learnt else None
        heard = hear(rows, len(workers.numbers), known)
        if not learnt:
            workers.add(heard.record)
        yield from _settled(chunk, heard, workers, prompts, used, learnt=learnt)


def _settled(
    chunk: list[Group],
    heard: Hearing,
    workers: Workers,
    prompts: Mapping[str, str] | None,
    method: Method,
    *,
    learnt: bool,
) -> Iterator[tuple[str, Consensus]]:
    place: dict[int, int] = {}
    if heard.evidence:
        place = {number: clip for clip, number in enumerate(heard.evidence.batch.clip.tolist())}
        fitted = method is Method.FITTED
        settled = settle(heard.evidence, fitted=fitted, elsewhere=workers.without if learnt else None)
    for number, (item, rows) in enumerate(chunk):
        given = [Vote(worker, text, 0.0, 0.0, counted=False) for _, worker, text in rows]
        if number not in place:
            yield item, nothing_heard(given, method)
            continue
        if prompts and item in prompts:
            given.append(Vote(None, prompts[item], 0.0, 0.0, counted=False, witness=True))
        yield item, consensus_of(settled, place[number], given, method)


def _rows_of(chunk: list[Group], workers: Workers, prompts: Mapping[str, str] | None) -> list[list[Row]]:
    return [_rows(item, rows, workers, prompts) for item, rows in chunk]


def _rows(
    item: str, rows: Sequence[tuple[str, str, str]], workers: Workers, prompts: Mapping[str, str] | None
) -> list[Row]:
    names = [worker for _, worker, _ in rows]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid(
            "duplicate_transcription",
            f"Worker {twice!r} has more than one text for item {item!r}: keep one of them.",
        )
    out = [Row(text, workers.number(worker)) for _, worker, text in rows]
    span = likely_span(prompts[item], [text for _, _, text in rows]) if prompts and item in prompts else None
    if span:
        out.append(Row(span, workers.numbers[PROMPT], witness=True))
    return out


def _left_out(workers: Workers) -> Flags:
    """Who is not heard; the prompt always is, as its stretch was chosen to be like what people typed. [W]."""
    found = unlike_others(workers.record.wide(len(workers.numbers)))
    found[workers.numbers[PROMPT]] = False
    return found


def in_batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Lists of BATCH in order; what is left over joins the last of them where it is less than half a batch.

    So a corpus has no small batch at its end, whose clips would know little of their crowd.
    """
    running = iter(items)
    batch = list(islice(running, BATCH))
    while following := list(islice(running, BATCH)):
        if len(following) < BATCH / 2:
            batch += following
            break
        yield batch
        batch = following
    if batch:
        yield batch

"""Many clips: reliability is learnt across them, texts are settled batch by batch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, TypeVar

from shrutik_core.consensus.crowd.learnt_workers import LearntWorkers
from shrutik_core.consensus.crowd.screening import Screening, screen, unlike_others
from shrutik_core.consensus.result import PROMPT, Consensus, Method, Vote
from shrutik_core.consensus.text.prompt_span import likely_span
from shrutik_core.consensus.text.reading import Reading
from shrutik_core.consensus.vote.arrays import Flags
from shrutik_core.consensus.vote.batch import Row
from shrutik_core.consensus.vote.clip_consensus import clip_consensus, method_of, without_votes
from shrutik_core.consensus.vote.settle import settle
from shrutik_core.shared.errors import Invalid

T = TypeVar("T")

BATCH = 4096
"""Clips that are settled at once, up to half as many more if they are the last."""

Group = tuple[str, Sequence[tuple[str, str, str]]]
"""An item and its rows (item, worker, text)."""


def learn_workers(
    groups: Iterable[Group],
    *,
    prompts: Mapping[str, str] | None = None,
    workers: LearntWorkers | None = None,
    reading: Reading | None = None,
) -> LearntWorkers:
    """Goes through a corpus once and keeps what it says of its workers; memory grows with workers alone.

    Args:
        groups: items with their rows.
        prompts: the expected text of an item's whole recording; they have one record together.
        workers: what an earlier part of the corpus taught, added to in place; None if this is all of it.
        reading: how the texts are read; as for any language if None.

    Raises:
        Invalid: ``duplicate_transcription``, ``text_too_long``.
    """
    known = LearntWorkers() if workers is None else workers
    for chunk in in_batches(groups):
        rows = _rows_of(chunk, known, prompts, reading)
        known.add(screen(rows, len(known.numbers), reading=reading).record)
    return known


def settle_groups(
    groups: Iterable[Group],
    workers: LearntWorkers,
    *,
    learnt: bool = True,
    prompts: Mapping[str, str] | None = None,
    method: Literal["fitted", "em"] = "fitted",
    reading: Reading | None = None,
) -> Iterator[tuple[str, Consensus]]:
    """Each item with its consensus, BATCH clips at a time; nothing is decided yet.

    Args:
        groups: items with their rows, as ``learn_workers`` saw them.
        workers: what ``learn_workers`` returned.
        learnt: False if the workers are a blank book: then each batch teaches itself and fills the book.
        prompts: the expected text of an item's whole recording.
        method: see ``aggregate_corpus``.
        reading: as for ``learn_workers``.

    Raises:
        Invalid: ``duplicate_transcription``, ``text_too_long``, ``method_unknown``.
    """
    used = method_of(method)
    for chunk in in_batches(groups):
        rows = _rows_of(chunk, workers, prompts, reading)
        known = _left_out(workers) if learnt else None
        screened = screen(rows, len(workers.numbers), known, reading)
        if not learnt:
            workers.add(screened.record)
        yield from _settled(chunk, screened, workers, prompts, used, learnt=learnt)


def _settled(
    chunk: list[Group],
    screened: Screening,
    workers: LearntWorkers,
    prompts: Mapping[str, str] | None,
    method: Method,
    *,
    learnt: bool,
) -> Iterator[tuple[str, Consensus]]:
    place: dict[int, int] = {}
    if screened.aligned:
        place = {number: clip for clip, number in enumerate(screened.aligned.batch.clip.tolist())}
        fitted = method is Method.FITTED
        settled = settle(screened.aligned, fitted=fitted, elsewhere=workers.without if learnt else None)
    for number, (item, rows) in enumerate(chunk):
        given = [Vote(worker, text, 0.0, 0.0, counted=False) for _, worker, text in rows]
        if number not in place:
            yield item, without_votes(given, method)
            continue
        if prompts and item in prompts:
            given.append(Vote(None, prompts[item], 0.0, 0.0, counted=False, witness=True))
        yield item, clip_consensus(settled, place[number], given, method)


def _rows_of(
    chunk: list[Group], workers: LearntWorkers, prompts: Mapping[str, str] | None, reading: Reading | None
) -> list[list[Row]]:
    out = []
    for item, rows in chunk:
        taken = _rows(item, rows, workers)
        prompt = prompts.get(item) if prompts else None
        span = likely_span(prompt, [text for _, _, text in rows], reading) if prompt is not None else None
        if span:
            taken.append(Row(span, workers.numbers[PROMPT], witness=True))
        out.append(taken)
    return out


def _rows(item: str, rows: Sequence[tuple[str, str, str]], workers: LearntWorkers) -> list[Row]:
    names = [worker for _, worker, _ in rows]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid(
            "duplicate_transcription",
            f"Worker {twice!r} has more than one text for item {item!r}: keep one of them.",
        )
    return [Row(text, workers.number(worker)) for _, worker, text in rows]


def _left_out(workers: LearntWorkers) -> Flags:
    """Who is left out; the prompt never is, as its stretch was chosen to be like what people typed. [W]."""
    found = unlike_others(workers.record.wide(len(workers.numbers)))
    found[workers.numbers[PROMPT]] = False
    return found


def in_batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Lists of BATCH in order; what is left over joins the last of them if it is less than half a batch.

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

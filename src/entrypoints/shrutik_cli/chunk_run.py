"""Many files into clips: side by side over the cores or a cluster, with a progress bar, and one manifest."""

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import attrs
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from shrutik_cli.chunk_file import Order, Outcome, chunk_file
from shrutik_cli.interrupts import forget, note_only
from shrutik_core.ports.work_pool import WorkPool


def run(orders: Sequence[Order], jobs: int, console: Console, pool: WorkPool | None = None) -> list[Outcome]:
    """Does every order; outcomes in the order given. The bar is drawn on a terminal only.

    Args:
        orders: what to do.
        jobs: files at a time, 1 and up.
        console: where the bar is drawn.
        pool: who does it in place of this machine; they see the same files under the same names.

    Raises:
        Unavailable: ``work_pool_lost``.
    """
    forget()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("chunking", total=len(orders))
        if pool is not None:
            return list(_by_others(orders, pool, bar, task))
        if jobs == 1 or len(orders) == 1:
            return list(_one_by_one(orders, bar, task))
        return _side_by_side(orders, jobs, bar, task)


def _one_by_one(orders: Sequence[Order], bar: Progress, task: TaskID) -> Iterator[Outcome]:
    for done, order in enumerate(orders):

        def report(share: float, done: int = done) -> None:
            bar.update(task, completed=done + share)

        yield chunk_file(order, None if bar.disable else report)
        bar.update(task, completed=done + 1)


def _side_by_side(orders: Sequence[Order], jobs: int, bar: Progress, task: TaskID) -> list[Outcome]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(orders)), mp_context=context, initializer=note_only) as pool:
        futures = [pool.submit(chunk_file, order) for order in orders]
        try:
            for _ in as_completed(futures):
                bar.advance(task)
        except KeyboardInterrupt:
            _interrupt_helpers()
            pool.shutdown(cancel_futures=True)
            raise
    return [_outcome(order, future) for order, future in zip(orders, futures, strict=True)]


def _by_others(orders: Sequence[Order], pool: WorkPool, bar: Progress, task: TaskID) -> Iterator[Outcome]:
    there = [attrs.evolve(order, source=order.source.absolute(), out=order.out.absolute()) for order in orders]
    for order, outcome in zip(orders, pool.each(chunk_file, there), strict=True):
        bar.advance(task)
        yield _as_named(order, outcome)


def _as_named(order: Order, outcome: Outcome) -> Outcome:
    """The outcome with the recording named as it was here: others work in folders of their own."""
    source = {"source": str(order.source)}
    rows = tuple({**row, **source} for row in outcome.rows)
    return attrs.evolve(outcome, order=order, rows=rows, summary=outcome.summary and {**outcome.summary, **source})


def _interrupt_helpers() -> None:
    """Ctrl-C for those that did not get it from the terminal: each clears away what it began."""
    for helper in multiprocessing.active_children():
        if helper.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(helper.pid, signal.SIGINT)


def _outcome(order: Order, future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return Outcome(order, error="The process that worked on it ended; try again with --jobs 1.", code="interrupted")


def write_manifest(path: Path, out: Path, outcomes: Sequence[Outcome]) -> None:
    """JSON Lines, one chunk a line, whole or not at all.

    Paths are relative to ``out`` if the manifest lies in it, and absolute elsewhere.
    """
    inside = path.resolve().parent == out.resolve()
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
        for outcome in outcomes:
            for row in outcome.rows:
                place = row["path"] if inside else str(out.resolve() / str(row["path"]))
                file.write(json.dumps({**row, "path": place}, ensure_ascii=False) + "\n")
    temporary.chmod(0o666 & ~_umask())
    temporary.replace(path)


def _umask() -> int:
    """The mask of new files' modes; asking for it means setting it twice."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask

"""Transcriptions by item in bounded memory: sorted runs on disk, merged (Knuth, The Art of Computer Programming 3)."""

import heapq
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex

import attrs

from shrutik_core.consensus.result import Transcript
from shrutik_core.shared.errors import Invalid, Unavailable

_FAN_IN = 64
_BUFFER = 1 << 18
_ROW_OVERHEAD = 64


@attrs.frozen
class LineSorter:
    """Sorts rows as lines of bytes (`TranscriptSorter`).

    Attributes:
        folder: where a folder for sorted runs is made, when they are needed.
        memory: bytes that a run may take in memory.
    """

    folder: Path
    memory: int = 128 << 20

    @contextmanager
    def sort(self, rows: Iterable[Transcript]) -> Iterator["SortedLines"]:
        """The rows by item and worker."""
        # The name is known before the folder is there, so that Ctrl-C right after it was made leaves none behind.
        work = self.folder / f".shrutik-sort-{token_hex(8)}"
        try:
            _make(work)
            yield self._sorted(rows, work)
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _sorted(self, rows: Iterable[Transcript], work: Path) -> "SortedLines":
        runs: list[Path] = []
        held: list[bytes] = []
        size = count = 0
        for row in rows:
            line = _line(row)
            held.append(line)
            size += len(line) + _ROW_OVERHEAD
            count += 1
            if size >= self.memory:
                runs.append(_written(sorted(held), work / f"run-{len(runs)}"))
                held, size = [], 0
        held.sort()
        if not runs:
            return SortedLines(count, lines=tuple(held))
        runs.append(_written(held, work / f"run-{len(runs)}"))
        return SortedLines(count, path=_merged(runs, work))


@attrs.frozen
class SortedLines:
    """Rows in order, held in memory or on disk (`ByItem`)."""

    count: int
    lines: tuple[bytes, ...] = ()
    path: Path | None = None

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Transcript]:
        return map(_row, self.lines if self.path is None else _read(self.path))


def _make(work: Path) -> None:
    try:
        work.mkdir(mode=0o700)
    except OSError as error:
        raise Unavailable("folder_unwritable", f"{work.parent}: {error.strerror or error}.") from error


def _line(row: Transcript) -> bytes:
    """A row as one line; the sign that parts the cells is below all that may stand in them."""
    whole = "\0".join(map(_escaped, row)) + "\n"
    try:
        return whole.encode()
    except UnicodeEncodeError as error:
        raise Invalid("not_utf8", f"Item {row.item!r} holds half a character (a lone surrogate).") from error


def _escaped(cell: str) -> str:
    if "\x01" in cell or "\0" in cell or "\n" in cell:
        return cell.replace("\x01", "\x01a").replace("\0", "\x01b").replace("\n", "\x01c")
    return cell


def _row(line: bytes) -> Transcript:
    item, worker, text = line[:-1].decode().split("\0")
    if "\x01" in item or "\x01" in worker or "\x01" in text:
        return Transcript(_plain(item), _plain(worker), _plain(text))
    return Transcript(item, worker, text)


def _plain(cell: str) -> str:
    return cell.replace("\x01c", "\n").replace("\x01b", "\0").replace("\x01a", "\x01")


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=_BUFFER) as file:
        yield from file


def _written(lines: Iterable[bytes], path: Path) -> Path:
    try:
        with path.open("wb", buffering=_BUFFER) as file:
            file.writelines(lines)
    except OSError as error:
        raise Unavailable(
            "disk_full", f"{path.parent}: {error.strerror or error}; sorting needs room there."
        ) from error
    return path


def _merged(runs: list[Path], work: Path) -> Path:
    """One run of all; several at a time, so that few files are open."""
    made = 0
    while len(runs) > 1:
        batch, runs = runs[:_FAN_IN], runs[_FAN_IN:]
        with ExitStack() as stack:
            files = [stack.enter_context(run.open("rb", buffering=_BUFFER)) for run in batch]
            runs.append(_written(heapq.merge(*files), work / f"merged-{made}"))
        made += 1
        for run in batch:
            run.unlink()
    return runs[0]

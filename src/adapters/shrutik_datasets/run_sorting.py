"""Sorts more lines than fit into memory: sorted runs in temporary files, merged (Knuth, TAOCP 3, 5.4)."""

import heapq
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

import attrs

from shrutik_core.shared.errors import Unavailable

_BUFFER = 1 << 16
_OVERHEAD = 72


@attrs.define
class RunSorting:
    """`LineSorting` on disk; what was written is gone when it is read, or when nobody holds this any more.

    Attributes:
        memory: bytes that lines may take in memory, about.
    """

    memory: int = 24 << 20
    _held: list[str] = attrs.field(factory=list, init=False)
    _size: int = attrs.field(default=0, init=False)
    _runs: list[IO[bytes]] = attrs.field(factory=list, init=False)

    def add(self, line: str) -> None:
        """See `LineSorting.add`."""
        self._held.append(line)
        self._size += 2 * len(line) + _OVERHEAD
        if self._size >= self.memory:
            self._write_run()

    def lines(self) -> Iterator[str]:
        """See `LineSorting.lines`."""
        self._held.sort()
        if not self._runs:
            held, self._held = self._held, []
            yield from held
            return
        self._write_run()
        runs, self._runs = self._runs, []
        with ExitStack() as stack:
            for run in runs:
                stack.enter_context(run)
                run.seek(0)
            for line in heapq.merge(*runs):
                yield line[:-1].decode()

    def _write_run(self) -> None:
        # The order of code points is that of their UTF-8 bytes.
        self._held.sort()
        try:
            run = tempfile.TemporaryFile(buffering=_BUFFER)  # noqa: SIM115 - it is closed when it was read
            self._runs.append(run)
            run.writelines(f"{line}\n".encode() for line in self._held)
            run.flush()
        except OSError as error:
            raise Unavailable(
                "disk_full", f"{tempfile.gettempdir()}: {error.strerror or error}; sorting needs room there."
            ) from error
        self._held.clear()
        self._size = 0

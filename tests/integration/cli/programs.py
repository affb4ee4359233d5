"""`shrutik` as a program: called, started, ended."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from shrutik_cli.table import COMMANDS

CALL = [sys.executable, "-m", "shrutik_cli"]
PATIENCE = 240
STARTING = {entry.starting for entry in COMMANDS.values() if entry.starting}


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHRUTIK_")}
    return {**kept, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": "1", "COLUMNS": "120"}


def shrutik(*arguments: object, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CALL, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=PATIENCE,
        check=False,
        **{"stdin": subprocess.DEVNULL, **options} if "input" not in options else options,
    )


def refused(result: subprocess.CompletedProcess[str], code: str, *steps: str) -> None:
    """The steps that were told, then one line on standard error that names the code, and a failure."""
    assert result.returncode == 1, result
    *told, line = [text for text in result.stderr.splitlines(keepends=True) if text.strip() not in STARTING]
    assert tuple(told) == tuple(f"{step}\n" for step in steps), result.stderr
    assert line.startswith("shrutik: ")
    assert line.endswith(f"({code})\n")
    assert result.stdout == ""


class Program:
    """A `shrutik` that runs beside the test; its output is read line by line."""

    def __init__(self, *arguments: object) -> None:
        self.process = subprocess.Popen(
            [*CALL, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(),
            stdin=subprocess.DEVNULL,
        )
        self.lines: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self._queue.put(line.rstrip("\n"))
        self._queue.put(None)

    def wait_for(self, text: str) -> str:
        """The first line that holds the text."""
        give_up = time.monotonic() + PATIENCE
        while True:
            line = self._queue.get(timeout=max(0.1, give_up - time.monotonic()))
            assert line is not None, f"ended before it said {text!r}: {self.lines}"
            self.lines.append(line)
            if text in line:
                return line

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code after a signal."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        self.process.stdout.close()
        return code


def processes_of(folder: Path) -> list[str]:
    """Command lines of processes that have to do with a folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            line = place.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            if str(folder) in line:
                found.append(line)
    return found

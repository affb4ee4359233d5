"""Runs a program, and starts it again whenever Python in a folder changes: ``python reload.py FOLDER PROGRAM …``."""

import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

_ROUND, _GRACE = 1.0, 40.0


def written(folder: Path) -> dict[Path, int]:
    """When each source below the folder was written."""
    found = {}
    for path in folder.rglob("*.py"):
        with suppress(FileNotFoundError):  # an editor has put another in its place meanwhile
            found[path] = path.stat().st_mtime_ns
    return found


def run(folder: Path, program: list[str]) -> int:
    """Run it until a signal to end comes, or until it ends by itself with nothing changed.

    Returns:
        the program's exit code.
    """
    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    while True:
        before, child = written(folder), subprocess.Popen(program)  # noqa: S603 - what we were told to run
        changed = _watch(folder, before, child, ending)
        child.terminate()
        code = _ended(child)
        if ending.is_set() or not changed:
            return code
        sys.stderr.write("The source changed; starting again.\n")


def _ended(child: "subprocess.Popen[bytes]") -> int:
    """Its exit code, once it has ended in order or, after a while, by force."""
    try:
        return child.wait(_GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


def _watch(folder: Path, before: dict[Path, int], child: "subprocess.Popen[bytes]", ending: threading.Event) -> bool:
    """Wait for a change, and say whether it was one; a program that broke off is started again once it is mended."""
    while not ending.wait(_ROUND):
        if child.poll() == 0:
            return False
        if written(folder) != before:
            return True
    return False


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))

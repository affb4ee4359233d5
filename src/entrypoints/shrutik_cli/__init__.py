"""The command line."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

from shrutik_bootstrap.extras import load
from shrutik_core.shared.errors import ShrutikError

FAILED = 1
INTERRUPTED = 130


class _Interrupts:
    """Remembers Ctrl-C: what it breaks off, such as a query, may report a failure of its own instead."""

    def __init__(self) -> None:
        self.seen = False
        signal.signal(signal.SIGINT, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> NoReturn:
        self.seen = True
        raise KeyboardInterrupt


def main() -> None:
    """Run ``shrutik``: 0 if all went well, 1 if it did not, 2 for a wrong call, 130 after Ctrl-C."""
    interrupts = _Interrupts()
    try:
        load("shrutik_cli.app", "cli").run(sys.argv[1:])
    except ShrutikError as error:
        if interrupts.seen:
            sys.exit(INTERRUPTED)
        _fail(f"{error.detail} ({error.code})")
    except BrokenPipeError:
        _let_go_of_output()
        sys.exit(FAILED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _fail(f"{place}{error.strerror or error}")
    finally:
        _flush()


def _fail(line: str) -> None:
    sys.stderr.write("shrutik: " + " ".join(line.split()) + "\n")
    sys.exit(FAILED)


def _flush() -> None:
    """Write out what is left while a closed pipe can still be passed over in silence."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()


def _let_go_of_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

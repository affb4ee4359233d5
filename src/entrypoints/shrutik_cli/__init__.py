"""The command line."""

import os
import sys

from shrutik_cli.loading import load
from shrutik_core.shared.errors import ShrutikError

FAILED = 1


def main() -> None:
    """Run ``shrutik``: 0 where all went well, 1 where it did not, 2 for a wrong call, 130 after Ctrl-C."""
    try:
        load("shrutik_cli.app", "cli").run(sys.argv[1:])
    except ShrutikError as error:
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

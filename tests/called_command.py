"""`shrutik` called in this process: quicker than a program of its own, with the same lines and exit codes."""

import contextlib
import io

import attrs

from shrutik_cli.app import run
from shrutik_core.shared.errors import ShrutikError


@attrs.frozen
class Called:
    """How a call ended."""

    returncode: int
    stdout: str
    stderr: str


def called(*arguments):
    """The end of a call."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            run([str(one) for one in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        except ShrutikError as error:
            code = 1
            err.write(f"shrutik: {error.detail} ({error.code})\n")
    return Called(code, out.getvalue(), err.getvalue())

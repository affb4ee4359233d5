"""Commands of the operator: filled in, and run to their end."""

import os
import subprocess
import tempfile
from collections.abc import Sequence

from shrutik_cli.deploying.deployment import ReleaseInColour
from shrutik_core.shared.errors import Unavailable

_MOST_SECONDS = 600.0
_LAST_BYTES = 400


def filled(command: Sequence[str], standing: ReleaseInColour) -> tuple[str, ...]:
    """The command with the release and the colour in their places."""
    return tuple(word.replace("{release}", standing.release).replace("{colour}", standing.colour) for word in command)


def run(command: Sequence[str], release: str) -> None:
    """Run it to its end.

    Args:
        command: and its arguments; no shell reads them.
        release: that it is about; empty if it is about none.

    Raises:
        Unavailable: ``deploy_command_failed``, with the last that it said.
    """
    environment = {**os.environ, **({"SHRUTIK_RELEASE_ID": release} if release else {})}
    line = " ".join(command)
    # Into a file: what it starts may keep a pipe open for as long as it runs.
    with tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(  # noqa: S603 - the operator's own, from a file that is theirs
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                env=environment,
                check=False,
                timeout=_MOST_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable("deploy_command_failed", f"`{line}` did not run: {error}.") from error
        said.seek(0)
        last = said.read()[-_LAST_BYTES:].decode("utf-8", errors="replace")
    if done.returncode != 0:
        detail = f"`{line}` ended with {done.returncode}: {' '.join(last.split())}"
        raise Unavailable("deploy_command_failed", detail)

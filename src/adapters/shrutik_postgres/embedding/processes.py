"""Processes of a server: found by what they say of themselves, never by a number alone."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import attrs

_PROC = Path("/proc")
_POLL = 0.01


@attrs.frozen
class PidFile:
    """What a running server wrote into its data directory.

    Attributes:
        pid: of the postmaster, which may be dead.
        socket_folder: where it listens; empty if it did not come so far.
        status: ``starting``, ``ready``, ``stopping`` or empty.
    """

    pid: int
    socket_folder: str
    status: str


def read_pid_file(cluster: Path) -> PidFile | None:
    """The file ``postmaster.pid``, if there is one that says something."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return None
    lines += [""] * (8 - len(lines))
    return PidFile(int(lines[0]), lines[4], lines[7].strip()) if lines[0].isdigit() else None


def command_line(pid: int) -> str:
    """The arguments of a process, joined by spaces; empty if it is dead."""
    if _PROC.is_dir():
        try:
            raw = (_PROC / str(pid) / "cmdline").read_bytes()
        except OSError:
            return ""
        return os.fsdecode(raw.replace(b"\0", b" ")).strip()
    listed = subprocess.run(  # noqa: S603 - a number is all that varies
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)], check=False, capture_output=True, text=True
    )
    return listed.stdout.strip()


def postmaster_of(cluster: Path) -> PidFile | None:
    """The server that runs on a cluster, if one does: its process lives and was started for this very folder."""
    file = read_pid_file(cluster)
    return file if file is not None and f"-D {cluster} " in command_line(file.pid) + " " else None


def disown_pid_file(cluster: Path) -> None:
    """Let a server start although ``postmaster.pid`` was left by a dead one.

    Its number may belong to any other process by now, which PostgreSQL would take for a running server. Our own number,
    as the parent's, it ignores; what else the file says it still uses, to look for survivors of the dead server.
    """
    file = cluster / "postmaster.pid"
    if read_pid_file(cluster) is None:
        file.unlink(missing_ok=True)
        return
    _, rest = file.read_text(encoding="utf-8", errors="replace").split("\n", 1)
    with file.open("r+", encoding="utf-8") as stream:
        stream.write(f"{os.getpid()}\n{rest}")
        stream.truncate()


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again for at most that long; the last answer."""
    give_up = time.monotonic() + seconds
    while not done():
        if time.monotonic() > give_up:
            return done()
        time.sleep(_POLL)
    return True

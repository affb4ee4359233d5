"""Who the server runs as: whoever we are, or, for root, an account without rights."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import attrs

from shrutik_core.shared.errors import Invalid

# PostgreSQL refuses to run as root; the first of these that exists takes its place.
UNPRIVILEGED = ("shrutik", "postgres", "nobody")
# Nothing of our environment may change what the server does; C is the one locale that is everywhere.
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@attrs.frozen
class Account:
    """An account of this machine.

    Attributes:
        uid: of the user.
        gid: of the user's first group.
        other: whether it is not the one that this process runs as.
    """

    uid: int
    gid: int
    other: bool

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, as this account; its output and errors are one text."""
        return subprocess.run(  # noqa: S603 - PostgreSQL's programs and /bin/sh, with paths of ours
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd="/",
            env=_ENVIRONMENT,
            start_new_session=True,
            user=self.uid if self.other else None,
            group=self.gid if self.other else None,
            extra_groups=[] if self.other else None,
        )

    def launch(self, command: Sequence[str | Path], output: IO[bytes]) -> "subprocess.Popen[bytes]":
        """Start a program as this account, in a session of its own: Ctrl-C in our terminal does not reach it."""
        return subprocess.Popen(  # noqa: S603 - PostgreSQL's server, with paths of ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_ENVIRONMENT,
            start_new_session=True,
            user=self.uid if self.other else None,
            group=self.gid if self.other else None,
            extra_groups=[] if self.other else None,
        )

    def own(self, path: Path) -> None:
        """Give a file or folder that we just made to this account, with all that is in it."""
        if not self.other:
            return
        os.chown(path, self.uid, self.gid, follow_symlinks=False)
        if path.is_dir() and not path.is_symlink():
            for child in path.iterdir():
                self.own(child)

    def can_enter(self, folder: Path) -> bool:
        """Whether the account can reach the folder, through all those above it."""
        return not self.other or self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder]).returncode == 0

    def can_use(self, program: Path, file: Path) -> bool:
        """Whether the account can run the program and read the file."""
        if not self.other:
            return True
        question = 'test -x "$1" && test -r "$2"'
        return self.run(["/bin/sh", "-c", question, "sh", program, file]).returncode == 0


def ourselves() -> Account:
    """The account of this process."""
    return Account(os.geteuid(), os.getegid(), other=False)


def owner_of(path: Path) -> Account:
    """The account that a file or folder belongs to."""
    facts = path.lstat()
    return Account(facts.st_uid, facts.st_gid, other=facts.st_uid != os.geteuid())


def unprivileged(name: str | None = None) -> Account:
    """The account for a server that root starts.

    Args:
        name: of the account; None takes the first of `UNPRIVILEGED` that exists.

    Raises:
        Invalid: ``account_unknown`` if it does not exist, or is root.
    """
    for candidate in [name] if name else UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(candidate)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid, other=entry.pw_uid != os.geteuid())
    tried = name or ", ".join(UNPRIVILEGED)
    detail = f"PostgreSQL does not run as root, and there is no account {tried} for it; run Shrutik as another user."
    raise Invalid("account_unknown", detail)

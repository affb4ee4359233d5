"""The security log: one line of JSON for each event, through Python's logging, to a file or to standard error."""

import fcntl
import logging
import os
import sys
from pathlib import Path
from uuid import UUID

from shrutik_core.audit.origins import network_of
from shrutik_core.audit.security import SecurityEvent
from shrutik_core.ports.clock import Clock

LOGGER = "shrutik.security"
LARGEST_FILE, OLD_FILES = 10_000_000, 4
"""Bytes of a file, and how many full ones are kept beside it: about 50 MB, whatever attackers do."""
_MODE = 0o600


class LoggedSecurity:
    """`SecurityLog` through the logger ``shrutik.security``; whoever embeds us may give it handlers of their own."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._logger = logging.getLogger(LOGGER)

    def note(self, kind: str, subject: UUID | None, origin: str, **facts: object) -> None:
        """See `SecurityLog.note`."""
        event = SecurityEvent(kind, self._clock.now(), subject, network_of(origin), facts)
        self._logger.info("%s", event.line())


class SharedFile(logging.Handler):
    """Writes to the end of a file that several processes write to, mode 0600, which is begun anew once it is full.

    Args:
        path: of the file; full ones lie beside it, ``.1`` being the latest.
        largest: bytes after which it is full.
    """

    def __init__(self, path: Path, largest: int = LARGEST_FILE) -> None:
        super().__init__()
        self._path, self._largest = path, largest

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; one that cannot be written is told on standard error, as logging does."""
        try:
            self._write(f"{self.format(record)}\n".encode())
        except OSError:
            self.handleError(record)

    def _write(self, line: bytes) -> None:
        while True:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, _MODE)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self._is_here(file):
                    os.write(file, line)
                    if os.fstat(file).st_size >= self._largest:
                        self._turn()
                    return
            finally:
                os.close(file)

    def _is_here(self, file: int) -> bool:
        """Whether no other process has put the file aside since it was opened."""
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False

    def _turn(self) -> None:
        for number in range(OLD_FILES, 0, -1):
            younger = self._path if number == 1 else self._aside(number - 1)
            if younger.exists():
                younger.replace(self._aside(number))

    def _aside(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")


def send_security_log(path: Path | None) -> None:
    """Let the logger's lines go to this file, or to standard error if there is none; and to no other logger's handlers.

    A handler that someone else gave to the logger stays, and then it is the only one.
    """
    logger = logging.getLogger(LOGGER)
    own = [handler for handler in logger.handlers if isinstance(handler, SharedFile | _StandardError)]
    for handler in own:
        logger.removeHandler(handler)
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        logger.propagate = False
        logger.addHandler(SharedFile(path) if path is not None else _StandardError(sys.stderr))


class _StandardError(logging.StreamHandler):  # type: ignore[type-arg] # of no matter here
    """Lines as they are."""

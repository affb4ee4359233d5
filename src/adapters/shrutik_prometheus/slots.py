"""Numbers for processes that run at the same time: each holds one, and whoever comes after it gets it again."""

import fcntl
import os
from pathlib import Path


class ProcessSlots:
    """Hands this process its number; a process that was forked of it gets another.

    Numbers and not process ids name the files of metrics: there are then as many files as processes at once, and not as
    many as there ever were.

    Args:
        folder: with a lock for each number; made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._holder, self._number = 0, 0
        self._held: list[int] = []

    def mine(self) -> int:
        """The number of this process."""
        if self._holder != os.getpid():
            self._holder, self._number = os.getpid(), self._take()
        return self._number

    def leave(self) -> None:
        """Let others have the number."""
        for lock in self._held:
            os.close(lock)
        self._holder, self._held = 0, []

    def _take(self) -> int:
        self._folder.mkdir(parents=True, exist_ok=True)
        number = 0
        while True:
            lock = os.open(self._folder / f"slot-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                number += 1
            else:
                # Open as long as it is used; the system lets go of it however the process ends.
                self._held.append(lock)
                return number

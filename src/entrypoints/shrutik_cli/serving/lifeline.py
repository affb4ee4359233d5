"""The lifeline: a pipe whose other end only the parent has, so that its children end when it is gone."""

import os
import threading

ORPHANED = 75
"""Exit code of a child whose parent is gone."""


class Lifeline:
    """Made by the parent before it forks; nothing is ever written."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()

    def hold(self) -> None:
        """In a child: end this process at once when the parent is gone."""
        os.close(self._write)
        threading.Thread(target=self._wait, name="lifeline", daemon=True).start()

    def close(self) -> None:
        """In the parent: let go, after the last child."""
        os.close(self._read)
        os.close(self._write)

    def _wait(self) -> None:
        os.read(self._read, 1)
        os._exit(ORPHANED)

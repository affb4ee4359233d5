"""The repository of letters in memory."""

from shrutik_core.notices.letter import Letter
from shrutik_core.shared.ids import LetterId
from shrutik_memory.store import MemoryStore


class MemoryLetters:
    """`Letters` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.letters

    def add(self, letter: Letter) -> None:
        """See `Letters.add`."""
        self._rows.put(letter.id, letter)

    def find(self, letter: LetterId) -> Letter | None:
        """See `Letters.find`."""
        return self._rows.get(letter)

    def remove(self, letter: LetterId) -> None:
        """See `Letters.remove`."""
        self._rows.remove(letter)

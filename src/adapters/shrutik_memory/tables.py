"""Tables whose changes can be undone: dictionaries with groups to look rows up by."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from uuid import UUID

from shrutik_core.shared.errors import Missing

V = TypeVar("V")


class Journal:
    """How to undo what was done since the last commit, newest last."""

    def __init__(self) -> None:
        self._steps: list[Callable[[], None]] = []

    def note(self, undo: Callable[[], None]) -> None:
        """Remember how the change that was just made is undone."""
        self._steps.append(undo)

    def forget(self) -> None:
        """Make the changes stay."""
        self._steps.clear()

    def undo(self) -> None:
        """Take all changes back, the newest first."""
        while self._steps:
            self._steps.pop()()


class Table(Generic[V]):
    """Rows by key.

    Args:
        journal: where changes are noted.
        thing: what the rows are, for messages.
        groups: for each group's name what of a row tells its group.
    """

    def __init__(self, journal: Journal, thing: str, **groups: Callable[[V], Hashable]) -> None:
        self._journal = journal
        self._thing = thing
        self._rows: dict[Hashable, V] = {}
        self._group_of = groups
        self._groups: dict[tuple[str, Hashable], dict[Hashable, V]] = {}

    def get(self, key: Hashable) -> V | None:
        """The row, if there is one."""
        return self._rows.get(key)

    def put(self, key: Hashable, row: V) -> None:
        """Keep a row in place of the one of the same key."""
        before = self._rows.get(key)
        self._place(key, row)
        self._journal.note(lambda: self._place(key, before))

    def remove(self, key: Hashable) -> None:
        """Take a row away, if there is one."""
        before = self._rows.get(key)
        self._place(key, None)
        self._journal.note(lambda: self._place(key, before))

    def replace(self, key: UUID, row: V) -> None:
        """Keep a row in place of the one that is there.

        Raises:
            Missing: ``<thing>_missing`` if none is.
        """
        if key not in self._rows:
            raise Missing(f"{self._thing}_missing", f"There is no {self._thing} {key}.")
        self.put(key, row)

    def all(self) -> list[V]:
        """Every row."""
        return list(self._rows.values())

    def group(self, name: str, value: Hashable) -> list[V]:
        """The rows of one group."""
        return list(self._groups.get((name, value), {}).values())

    def _place(self, key: Hashable, row: V | None) -> None:
        before = self._rows.pop(key, None)
        if before is not None:
            for name, group_of in self._group_of.items():
                self._leave((name, group_of(before)), key)
        if row is not None:
            self._rows[key] = row
            for name, group_of in self._group_of.items():
                self._groups.setdefault((name, group_of(row)), {})[key] = row

    def _leave(self, group: tuple[str, Hashable], key: Hashable) -> None:
        members = self._groups[group]
        del members[key]
        if not members:
            del self._groups[group]

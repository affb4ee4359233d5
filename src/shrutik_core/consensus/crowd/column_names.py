"""Which columns of a table hold what, and that a table has each of them once."""

from collections.abc import Sequence

import attrs

from shrutik_core.shared.errors import Invalid


@attrs.frozen
class ColumnNames:
    """The names of a table's columns.

    Attributes:
        item: of the clip's name.
        worker: of the name of the worker who typed.
        text: of what they typed.
        prompt: of the text that was to be read; None if there is none.

    Raises:
        Invalid: ``columns_same`` if two of them are one column.
    """

    item: str = "item"
    worker: str = "worker"
    text: str = "text"
    prompt: str | None = None

    def __attrs_post_init__(self) -> None:
        twice = next((name for name in self.names if self.names.count(name) > 1), None)
        if twice is not None:
            roles = [role for role, name in attrs.asdict(self).items() if name == twice]
            told = " and ".join(roles)
            raise Invalid("columns_same", f"The column {twice!r} cannot hold {told} at once: name one for each.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names in order; that of the prompt only if there is one."""
        given = (self.item, self.worker, self.text)
        return given if self.prompt is None else (*given, self.prompt)

    def places(self, found: Sequence[str], place: str) -> tuple[int, ...]:
        """Where the columns stand among those of a table.

        Args:
            found: the table's columns.
            place: for the message, e.g. ``in.csv``.

        Raises:
            Invalid: ``column_missing``; ``column_twice`` if the table has two of the same name.
        """
        self.require(found, place)
        for name in self.names:
            if found.count(name) > 1:
                raise Invalid("column_twice", f"{place}: there are {found.count(name)} columns {name!r}; rename one.")
        return tuple(found.index(name) for name in self.names)

    def require(self, found: Sequence[str], place: str) -> None:
        """Let pass what has all the columns.

        Raises:
            Invalid: ``column_missing``.
        """
        lacking = [name for name in self.names if name not in found]
        if lacking:
            told, has = ", ".join(map(repr, lacking)), ", ".join(map(repr, found)) or "none"
            detail = f"{place}: there is no column {told}; there are {has}."
            raise Invalid("column_missing", f"{detail} Say which ones hold item, worker and text.")

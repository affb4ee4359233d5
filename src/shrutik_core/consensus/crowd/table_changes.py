"""What a reader of tables passes over or reads otherwise than it stands: counted and told, or refused."""

from collections.abc import Callable
from enum import StrEnum

import attrs

from shrutik_core.shared.errors import Invalid


class ChangeKind(StrEnum):
    """What is not taken as it stands."""

    ENCODING = "encoding"
    """The file is not in UTF-8."""
    SEPARATOR = "separator"
    """Another sign than the format's parts the cells."""
    QUOTES = "quotes"
    """Quotes around a cell are part of it, as in every TSV."""
    COLUMN = "column"
    """A column's name differs in case, or in what cannot be seen around it."""
    NAME = "name"
    """What cannot be seen around the name of an item or a worker is gone, or its characters are composed."""
    BLANK_ROW = "blank_row"
    """A row says nothing in the columns that are looked at, and is passed over."""
    EMPTY_CELLS = "empty_cells"
    """Empty cells behind the last column are passed over."""


@attrs.frozen
class TableChange:
    """One thing that was not taken as it stands.

    Attributes:
        kind: what it is.
        place: where, e.g. ``in.csv, line 3``.
        told: the same in a clause, e.g. ``the row is blank``.
    """

    kind: ChangeKind
    place: str
    told: str


_REMEDIES = {
    ChangeKind.ENCODING: "convert it",
    ChangeKind.SEPARATOR: "name the separator",
    ChangeKind.QUOTES: "say whether quotes hold cells together",
    ChangeKind.COLUMN: "write its name exactly so",
}

OnChange = Callable[[TableChange], None]


def unheeded(_: TableChange) -> None:
    """Lets every change pass in silence."""


def refuse_change(change: TableChange) -> None:
    """Lets no change pass.

    Raises:
        Invalid: ``table_untidy``.
    """
    remedy = _REMEDIES.get(change.kind, "correct it")
    raise Invalid("table_untidy", f"{change.place}: {change.told}; {remedy}, or leave out --strict.")


@attrs.frozen
class CountedChange:
    """How often one kind of change was met.

    Attributes:
        first: the first of them.
        count: all of them, at least 1.
    """

    first: TableChange
    count: int = 1


@attrs.define
class TableChanges:
    """Counts changes by kind (`OnChange`).

    Attributes:
        counted: those that were met, in the order in which they were first met.
    """

    counted: dict[ChangeKind, CountedChange] = attrs.field(factory=dict)

    def __call__(self, change: TableChange) -> None:
        """Counts one more."""
        known = self.counted.get(change.kind)
        self.counted[change.kind] = (
            CountedChange(change) if known is None else CountedChange(known.first, known.count + 1)
        )

    def summary(self) -> str:
        """What was changed in one line, each kind by its first place; empty if nothing was."""
        return "; ".join(map(_told, self.counted.values()))


def _told(counted: CountedChange) -> str:
    more = f", and {counted.count - 1:,} more" if counted.count > 1 else ""
    return f"{counted.first.told} ({counted.first.place}{more})"

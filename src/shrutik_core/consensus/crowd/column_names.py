"""Which columns of a table hold what, and that a table has each of them once."""

from collections.abc import Sequence

import attrs

from shrutik_core.consensus.crowd.table_changes import ChangeKind, OnChange, TableChange, unheeded
from shrutik_core.consensus.crowd.tidy_names import tidy_name
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

    def suit(self, found: Sequence[str]) -> bool:
        """Whether all columns are among those of a table."""
        return all(_matches(name, found) for name in self.names)

    def places(self, found: Sequence[str], place: str, on_change: OnChange = unheeded) -> tuple[int, ...]:
        """Where the columns stand among those of a table.

        A name that is not there as it stands is looked for without what cannot be seen around it, then in any case.

        Args:
            found: the table's columns.
            place: for the message, e.g. ``in.csv``.
            on_change: is told of each column whose name differs.

        Raises:
            Invalid: ``column_missing``; ``column_twice`` if the table has two of the same name; ``columns_same`` if
                two of the names mean one column of the table.
        """
        matches = [_matches(name, found) for name in self.names]
        lacking = [name for name, match in zip(self.names, matches, strict=True) if not match]
        if lacking:
            told, has = ", ".join(map(repr, lacking)), ", ".join(map(_short, found))
            detail = f"{place}: there is no column {told}; " + (f"there are {has}." if has else "the table is empty.")
            raise Invalid("column_missing", f"{detail} Say which ones hold item, worker and text.")
        for match in matches:
            if len(match) > 1:
                detail = f"{place}: there are {len(match)} columns {found[match[0]]!r}; rename one."
                raise Invalid("column_twice", detail)
        places = tuple(match[0] for match in matches)
        if len(set(places)) < len(places):
            raise Invalid("columns_same", f"{place}: one column cannot hold two things: name one for each.")
        for name, at in zip(self.names, places, strict=True):
            if found[at] != name:
                told = f"the column {found[at]!r} is read as {name!r}"
                on_change(TableChange(ChangeKind.COLUMN, place, told))
        return places


def _matches(name: str, found: Sequence[str]) -> list[int]:
    for same in (str, tidy_name, _caseless):
        places = [place for place, other in enumerate(found) if same(other) == same(name)]
        if places:
            return places
    return []


def _caseless(name: str) -> str:
    return tidy_name(name).casefold()


def _short(name: str, most: int = 60) -> str:
    return repr(name if len(name) <= most else name[:most] + "…")

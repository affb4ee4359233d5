"""Transcriptions from the lines of a CSV or TSV file: heading and separator are found, and rows are held to them."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Protocol

import attrs

from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.consensus.crowd.item_rows import transcripts
from shrutik_core.consensus.crowd.table_changes import ChangeKind, OnChange, TableChange
from shrutik_core.consensus.crowd.tidy_names import says_nothing
from shrutik_core.consensus.result import Transcript
from shrutik_core.shared.errors import Invalid
from shrutik_files.cell_marks import AUTO, CellMarks, all_named, declared, likely, named, without_marks

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class _Reader(Protocol):
    """What `csv.reader` makes."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


@attrs.frozen
class Heading:
    """How the rows below a heading are read.

    Attributes:
        separator: what parts the cells.
        quoted: whether quotes hold cells together.
        above: lines before the rows.
        width: how many columns there are.
        places: where those stand that are looked for: item, worker, text and prompt.
        spaced: whether a space follows each separator.
    """

    separator: str
    quoted: bool
    above: int
    width: int = 0
    places: tuple[int, ...] = ()
    spaced: bool = False

    def reader(self, lines: Iterable[str]) -> _Reader:
        """Cuts lines into cells."""
        if not self.quoted:
            return csv.reader(lines, delimiter=self.separator, quoting=csv.QUOTE_NONE)
        return csv.reader(lines, delimiter=self.separator, skipinitialspace=self.spaced, strict=True)

    def swallowed(self, row: Sequence[str]) -> bool:
        """Whether each line of a row is a row of its own, so that a quote was part of a text and closed by another."""
        lines = _LINE_BREAK.split(self.separator.join(row))
        return all(self._is_row(line.split(self.separator)) for line in lines)

    def _is_row(self, cells: Sequence[str]) -> bool:
        """Whether cells fill the columns, with names that do not begin with a space as after a comma in a sentence."""
        return len(cells) == self.width and all(cells[place][:1].strip() for place in self.places[:2])


@attrs.frozen
class DelimitedRows:
    """Reads the lines of one file.

    Attributes:
        name: of the file, for messages.
        columns: names of the columns.
        own: the separator that the format has.
        marks: separator and quotes, as far as they are known.
        on_change: is told of what is not taken as it stands.
    """

    name: str
    columns: ColumnNames
    own: str
    marks: CellMarks
    on_change: OnChange

    def of(self, lines: Iterable[str]) -> Iterator[Transcript]:
        """The rows in their order; behind a row that names a prompt, one that says which.

        Raises:
            Invalid: ``column_missing``, ``column_twice``, ``columns_same``, ``row_invalid``, ``separator_differs``,
                ``text_too_long``.
        """
        running = iter(lines)
        above, sign = 0, None
        first = next(running, "")
        while first and (self._is_blank(first) or (sign is None and declared(first))):
            sign = sign or declared(first)
            above, first = above + 1, next(running, "")
        heading = self._marked(first, above, sign)
        reader = heading.reader(chain([first], running))
        try:
            names = next(reader, [])
        except csv.Error as error:
            raise self._unreadable(error, above + 1, heading) from error
        yield from self._rows(running, self._placed(heading, names, reader.line_num))

    @staticmethod
    def _is_blank(line: str) -> bool:
        return says_nothing(without_marks(line))

    def _marked(self, first: str, above: int, sign: str | None) -> Heading:
        """What parts and quotes the cells; it is told if it was not known before."""
        known, said = self.marks.separator, sign or self.own
        separator = known
        if separator is None or separator == AUTO:
            separator = likely(first, said, self.marks, self.columns.suit)
        place = f"{self.name}, line {above + 1}"
        told = f"separated by {all_named(separator)}, not by {all_named(self.own)}"
        if known is None and separator not in {said, self.own}:
            wish = f"use --separator {named(separator)}, or --separator {AUTO}"
            raise Invalid("separator_differs", f"{place}: the cells are {told}; {wish}.")
        if separator not in {self.own, known}:
            self.on_change(TableChange(ChangeKind.SEPARATOR, place, f"the cells are {told}"))
        return Heading(separator, self.marks.quoted(separator), above)

    def _placed(self, heading: Heading, names: list[str], lines: int) -> Heading:
        place = self.name
        if len(names) == 1 or heading.separator != self.own:
            place = f"{self.name}, cells separated by {all_named(heading.separator)} (--separator names another sign)"
        if not heading.quoted and self.columns.suit([name.strip('"') for name in names]):
            names = self._unquoted(names)
        places = self.columns.places(names, place, self.on_change)
        spaced = len(names) > 1 and all(name.startswith(" ") for name in names[1:] if name)
        above = heading.above + lines
        return attrs.evolve(heading, above=above, width=len(names), places=places, spaced=spaced)

    def _unquoted(self, names: list[str]) -> list[str]:
        """The names, if none of those that are looked for stands in quotes."""
        if not self.columns.suit(names):
            detail = f"{self.name}: the columns are in quotes, but quotes are part of the cells here"
            raise Invalid("column_missing", f"{detail}; use --quotes if they enclose cells.")
        return names

    def _rows(self, lines: Iterable[str], heading: Heading) -> Iterator[Transcript]:
        reader, before = heading.reader(lines), 0
        pick, least, most = itemgetter(*heading.places), max(heading.places), heading.width
        wary = heading.quoted and self.marks.quotes is None
        literal = not heading.quoted and self.marks.quotes is None
        try:
            for row in reader:
                place = f"{self.name}, line {heading.above + before + 1}"
                if wary and reader.line_num > before + 1 and heading.swallowed(row):
                    raise _swallowed(place)
                before = reader.line_num
                if least < len(row) <= most:
                    if literal:
                        self._tell_quotes(row[heading.places[2]], place)
                    yield from transcripts(pick(row), place, self.on_change)
                elif row:
                    yield from self._ragged(row, place, heading)
        except csv.Error as error:
            raise self._unreadable(error, heading.above + before + 1, heading) from error

    def _tell_quotes(self, text: str, place: str) -> None:
        if len(text) > 1 and text[0] == '"' == text[-1]:
            told = "a text is taken with the quotes around it"
            self.on_change(TableChange(ChangeKind.QUOTES, place, told))

    def _ragged(self, row: list[str], place: str, heading: Heading) -> Iterator[Transcript]:
        """A row that has not as many cells as there are columns, if nothing is lost of it."""
        if all(map(says_nothing, row)):
            self.on_change(TableChange(ChangeKind.BLANK_ROW, place, "the row is blank"))
        elif len(row) > heading.width and all(map(says_nothing, row[heading.width :])):
            told = "there are empty cells after the last column"
            self.on_change(TableChange(ChangeKind.EMPTY_CELLS, place, told))
            yield from transcripts(itemgetter(*heading.places)(row), place, self.on_change)
        else:
            raise Invalid("row_invalid", f"{place}: {len(row)} cells, but {heading.width} columns. {_hint(heading)}")

    def _unreadable(self, error: csv.Error, line: int, heading: Heading) -> Invalid:
        detail = f"{self.name}, line {line}: {error}."
        if not heading.quoted:
            return Invalid("row_invalid", f"{detail} Look for a missing line break.")
        told = "Look for a quote that is not closed, or not doubled within quotes"
        return Invalid("row_invalid", f"{detail} {told}; if quotes are only part of texts, use --no-quotes.")


def _hint(heading: Heading) -> str:
    sign = named(heading.separator)
    if heading.quoted:
        return f"A cell that holds a {sign} must be in quotes."
    return f"Quotes are part of the cells here; if they enclose cells with a {sign} or line break, use --quotes."


def _swallowed(place: str) -> Invalid:
    detail = f"{place}: a quote begins here and takes the rows below into one cell"
    told = "double it and put its cell in quotes, or use --no-quotes if quotes are only part of texts"
    return Invalid("row_invalid", f"{detail}; {told} (--quotes if it is one cell after all).")

"""Transcriptions from a CSV, TSV or JSON Lines file, row by row."""

import csv
import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO, cast

import attrs

from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.consensus.crowd.item_rows import checked, expected
from shrutik_core.consensus.result import Transcript
from shrutik_core.ports.transcript_tables import OnShare
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_files.table_formats import TableFile, TableFormat

_TELL_EVERY = 20_000


class _Reader(Protocol):
    """What `csv.reader` makes."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


@attrs.frozen
class TextTable:
    """Rows of a text file, with the names of its columns (`TranscriptSource`).

    Attributes:
        file: which, and in what format.
        columns: names of the columns.
    """

    file: TableFile
    columns: ColumnNames = attrs.field(factory=ColumnNames)

    def rows(self, on_share: OnShare | None = None) -> Iterator[Transcript]:
        """The rows in the order of the file; behind a row that names a prompt, one that says which."""
        path = self.file.path
        with _translated(path), ExitStack() as stack:
            raw = stack.enter_context(path.open("rb"))
            size = max(1, path.stat().st_size)
            lines = stack.enter_context(_opened(raw, gzipped=self.file.gzipped))
            read = self._objects if self.file.format is TableFormat.JSONL else self._cells
            for number, row in enumerate(read(lines)):
                if on_share and number % _TELL_EVERY == 0:
                    on_share(raw.tell() / size)
                yield row

    def _cells(self, lines: TextIO) -> Iterator[Transcript]:
        tabs = self.file.format is TableFormat.TSV
        reader = csv.reader(lines, delimiter="\t" if tabs else ",", strict=True)
        try:
            header = next(reader, [])
            places = self.columns.places(header, str(self.file.path))
            yield from self._rows_of(reader, len(header), places)
        except csv.Error as error:
            raise Invalid("row_invalid", f"{self.file.path}, line {reader.line_num}: {error}.") from error

    def _rows_of(self, reader: "_Reader", columns: int, places: tuple[int, ...]) -> Iterator[Transcript]:
        item, worker, text, *prompt = places
        width = max(places)
        for row in reader:
            if width < len(row) <= columns:
                place = f"{self.file.path}, line {reader.line_num}"
                yield (vote := checked(row[item], row[worker], row[text], place))
                if prompt and (told := expected(vote.item, row[prompt[0]], place)):
                    yield told
            elif row:
                raise Invalid(
                    "row_invalid",
                    f"{self.file.path}, line {reader.line_num}: {len(row)} cells, but {columns} columns. "
                    "A cell that holds the separator stands in quotes.",
                )

    def _objects(self, lines: TextIO) -> Iterator[Transcript]:
        item, worker, text, *prompt = self.columns.names
        for number, line in enumerate(lines, start=1):
            if line.isspace():
                continue
            place = f"{self.file.path}, line {number}"
            row = self._object(line, place)
            if not (item in row and worker in row and text in row):
                ColumnNames(item, worker, text).require(list(row), place)
            yield (vote := checked(row[item], row[worker], row[text], place))
            if prompt and (told := expected(vote.item, row.get(prompt[0]), place)):
                yield told

    def _object(self, line: str, place: str) -> dict[str, object]:
        try:
            row = json.loads(line, object_pairs_hook=_once_each)
        except ValueError as error:
            raise Invalid("row_invalid", f"{place}: this is not JSON ({error}).") from error
        except RecursionError as error:
            raise Invalid("row_invalid", f"{place}: this JSON is nested too deeply.") from error
        if not isinstance(row, dict):
            raise Invalid("row_invalid", f"{place}: a JSON object is needed, not {type(row).__name__}.")
        return row


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object none of whose keys stands twice, as there is no telling which one was meant."""
    row = dict(pairs)
    if len(row) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return row


@contextmanager
def _opened(raw: BinaryIO, *, gzipped: bool) -> Iterator[TextIO]:
    with ExitStack() as stack:
        stream = stack.enter_context(gzip.open(raw)) if gzipped else raw
        yield stack.enter_context(TextIOWrapper(cast("BinaryIO", stream), encoding="utf-8-sig", newline=""))


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """What reading may raise, in the words of the family."""
    try:
        yield
    except FileNotFoundError as error:
        raise Missing("file_missing", f"{path}: there is no such file.") from error
    except UnicodeDecodeError as error:
        raise Invalid("not_utf8", f"{path}: this is not UTF-8 ({error.reason}); convert it first.") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Invalid("file_unreadable", f"{path}: this is not a whole gzip file ({error}).") from error
    except OSError as error:
        raise Invalid("file_unreadable", f"{path}: {error.strerror or error}.") from error

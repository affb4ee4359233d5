"""Transcriptions from a CSV, TSV or JSON Lines file, row by row."""

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

import attrs

from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.consensus.crowd.item_rows import transcripts
from shrutik_core.consensus.crowd.table_changes import OnChange, unheeded
from shrutik_core.consensus.crowd.tidy_names import says_nothing
from shrutik_core.consensus.result import Transcript
from shrutik_core.ports.transcript_tables import OnShare
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_files.cell_marks import TAB, CellMarks
from shrutik_files.delimited_rows import DelimitedRows
from shrutik_files.table_formats import TableFile, TableFormat
from shrutik_files.text_encoding import text_lines

_TELL_EVERY = 20_000


@attrs.frozen
class TextTable:
    """Rows of a text file, with the names of its columns (`TranscriptSource`).

    Attributes:
        file: which, and in what format.
        columns: names of the columns.
        marks: separator and quotes of a CSV or TSV file, as far as they are known.
        on_change: is told of what is not taken as it stands.
    """

    file: TableFile
    columns: ColumnNames = attrs.field(factory=ColumnNames)
    marks: CellMarks = attrs.field(factory=CellMarks)
    on_change: OnChange = unheeded

    def rows(self, on_share: OnShare | None = None) -> Iterator[Transcript]:
        """The rows in the order of the file; behind a row that names a prompt, one that says which."""
        path = self.file.path
        with _translated(path), ExitStack() as stack:
            raw = stack.enter_context(path.open("rb"))
            size = max(1, path.stat().st_size)
            lines = stack.enter_context(text_lines(raw, path, self.on_change, gzipped=self.file.gzipped))
            read = self._objects if self.file.format is TableFormat.JSONL else self._cells
            for number, row in enumerate(read(lines)):
                if on_share and number % _TELL_EVERY == 0:
                    on_share(raw.tell() / size)
                yield row

    def _cells(self, lines: TextIO) -> Iterator[Transcript]:
        own = TAB if self.file.format is TableFormat.TSV else ","
        return DelimitedRows(str(self.file.path), self.columns, own, self.marks, self.on_change).of(lines)

    def _objects(self, lines: TextIO) -> Iterator[Transcript]:
        item, worker, text, *prompt = self.columns.names
        for number, line in enumerate(lines, start=1):
            if says_nothing(line):
                continue
            place = f"{self.file.path}, line {number}"
            row = self._object(line, place)
            if item in row and worker in row and text in row and (not prompt or prompt[0] in row):
                cells = [row[name] for name in self.columns.names]
            else:
                cells = self._sought(row, place)
            yield from transcripts(cells, place, self.on_change)

    def _sought(self, row: dict[str, object], place: str) -> list[object]:
        """The cells of an object that does not name its keys just so; it need not have a prompt."""
        keys = list(row)
        columns = self.columns if self.columns.suit(keys) else attrs.evolve(self.columns, prompt=None)
        return [row[keys[at]] for at in columns.places(keys, place, self.on_change)]

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
        raise ValueError(f"the key {twice!r} occurs twice")
    return row


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """What reading may raise, in the words of the family."""
    try:
        yield
    except FileNotFoundError as error:
        raise Missing("file_missing", f"{path}: there is no such file.") from error
    except UnicodeDecodeError as error:
        encoding = error.encoding.upper()
        detail = f"{path}: this is not {encoding} ({error.reason}); convert it first, or save it as CSV UTF-8."
        raise Invalid("not_utf8", detail) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Invalid("file_unreadable", f"{path}: this is not a whole gzip file ({error}).") from error
    except OSError as error:
        raise Invalid("file_unreadable", f"{path}: {error.strerror or error}.") from error

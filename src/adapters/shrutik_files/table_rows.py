"""Transcriptions from a CSV, TSV or JSON Lines file, row by row."""

import csv
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO, cast

import attrs

from shrutik_core.consensus.groups import checked
from shrutik_core.consensus.result import Transcript
from shrutik_core.ports.transcript_tables import OnShare
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_files.table_formats import TableFile, TableFormat

_TELL_EVERY = 20_000


@attrs.frozen
class TextTable:
    """Rows of a text file, with the names of its columns (`TranscriptSource`).

    Attributes:
        file: which, and in what format.
        columns: names of the columns of item, worker and text.
    """

    file: TableFile
    columns: tuple[str, str, str] = ("item", "worker", "text")

    def rows(self, on_share: OnShare | None = None) -> Iterator[Transcript]:
        """The rows in the order of the file."""
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
        header = next(reader, [])
        item, worker, text = self._places(header)
        width = max(item, worker, text)
        for row in reader:
            if len(row) > width:
                yield checked(row[item], row[worker], row[text], f"{self.file.path}, line {reader.line_num}")
            elif row:
                raise Invalid(
                    "row_invalid",
                    f"{self.file.path}, line {reader.line_num}: {len(row)} cells, but {len(header)} columns.",
                )

    def _places(self, header: list[str]) -> tuple[int, int, int]:
        lacking = [name for name in self.columns if name not in header]
        if lacking:
            raise self._lacking(lacking, header)
        item, worker, text = self.columns
        return header.index(item), header.index(worker), header.index(text)

    def _objects(self, lines: TextIO) -> Iterator[Transcript]:
        item, worker, text = self.columns
        for number, line in enumerate(lines, start=1):
            if line.isspace():
                continue
            place = f"{self.file.path}, line {number}"
            row = self._object(line, place)
            lacking = [name for name in self.columns if name not in row]
            if lacking:
                raise self._lacking(lacking, row, f", line {number}")
            yield checked(row[item], row[worker], row[text], place)

    def _object(self, line: str, place: str) -> dict[str, object]:
        try:
            row = json.loads(line)
        except ValueError as error:
            raise Invalid("row_invalid", f"{place}: this is no JSON ({error}).") from error
        if not isinstance(row, dict):
            raise Invalid("row_invalid", f"{place}: a JSON object is needed, not {type(row).__name__}.")
        return row

    def _lacking(self, lacking: Iterable[str], found: Iterable[str], place: str = "") -> Invalid:
        told = ", ".join(map(repr, lacking))
        has = ", ".join(map(repr, found)) or "none"
        return Invalid(
            "column_missing",
            f"{self.file.path}{place}: there is no column {told}; there are {has}. "
            "Say which ones hold item, worker and text.",
        )


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
    except csv.Error as error:
        raise Invalid("row_invalid", f"{path}: {error}.") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Invalid("file_unreadable", f"{path}: this is no whole gzip file ({error}).") from error
    except OSError as error:
        raise Invalid("file_unreadable", f"{path}: {error.strerror or error}.") from error

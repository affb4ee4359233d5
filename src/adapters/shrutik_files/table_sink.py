"""A table of results as a CSV, TSV or JSON Lines file that appears whole or not at all."""

import csv
import gzip
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO, cast

import attrs

from shrutik_core.ports.transcript_tables import Cell, Columns
from shrutik_core.shared.errors import Unavailable
from shrutik_files.durable import sync
from shrutik_files.table_formats import TableFile, TableFormat


@attrs.frozen
class TextSink:
    """Writes rows to a text file (`TableSink`)."""

    file: TableFile

    @contextmanager
    def open(self, columns: Columns) -> Iterator[Callable[[Sequence[Cell]], None]]:
        """What takes the rows; the file takes its place when the context ends well."""
        with replaced_file(self.file.path) as raw, ExitStack() as stack:
            stream = stack.enter_context(gzip.GzipFile("", "wb", 6, raw, 0)) if self.file.gzipped else raw
            text = TextIOWrapper(cast("BinaryIO", stream), encoding="utf-8", newline="")
            stack.callback(text.detach)
            yield self._writer(text, columns)

    def _writer(self, text: TextIO, columns: Columns) -> Callable[[Sequence[Cell]], None]:
        if self.file.format is TableFormat.JSONL:
            names = tuple(columns)

            def write(row: Sequence[Cell]) -> None:
                text.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")

            return write
        tabs = self.file.format is TableFormat.TSV
        rows = csv.writer(text, delimiter="\t" if tabs else ",", lineterminator="\n")
        rows.writerow(columns)
        return rows.writerow


@contextmanager
def replaced_file(path: Path) -> Iterator[BinaryIO]:
    """A file beside ``path`` that takes its place when the context ends well and is gone when it does not.

    Raises:
        Unavailable: ``folder_unwritable`` if nothing can be made beside ``path``; ``disk_full`` if
            writing failed.
    """
    if path.is_dir():
        raise Unavailable("folder_unwritable", f"{path} is a folder: name a file.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        file = temporary.open("wb")
    except OSError as error:
        raise Unavailable("folder_unwritable", f"{path}: {error.strerror or error}.") from error
    try:
        with file:
            yield file
            file.flush()
            sync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise Unavailable("disk_full", f"{path}: {error.strerror or error}.") from error
    finally:
        temporary.unlink(missing_ok=True)

"""Which format a table's name asks for: CSV, TSV or JSON Lines, each also gzipped."""

from enum import StrEnum
from pathlib import Path

import attrs

from shrutik_core.shared.errors import Invalid


class TableFormat(StrEnum):
    """How rows lie in a file."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"


_ENDINGS = {
    ".csv": TableFormat.CSV,
    ".tsv": TableFormat.TSV,
    ".jsonl": TableFormat.JSONL,
    ".ndjson": TableFormat.JSONL,
}


@attrs.frozen
class TableFile:
    """A table by its path.

    Attributes:
        path: where it lies.
        format: how its rows lie in it.
        gzipped: whether the whole is compressed with gzip.
    """

    path: Path
    format: TableFormat
    gzipped: bool = False

    @classmethod
    def named(cls, path: Path) -> "TableFile":
        """The table that a path names.

        Raises:
            Invalid: ``format_unknown`` if its ending is not one that Shrutik knows.
        """
        gzipped = path.suffix.lower() == ".gz"
        ending = Path(path.stem).suffix.lower() if gzipped else path.suffix.lower()
        if ending not in _ENDINGS:
            raise Invalid(
                "format_unknown",
                f"{path}: the name must end in .csv, .tsv, .jsonl or .ndjson (with or without .gz), or in .parquet.",
            )
        return cls(path, _ENDINGS[ending], gzipped)

"""One line that loads a dataset with Python's own library and soundfile; no torch is needed."""

import json
import shlex
import sys
from pathlib import Path

_CODE = (
    "import csv; folder = {folder}; "
    'rows = csv.DictReader(open(folder + "/views/csv/metadata.csv", encoding="utf-8")); '
    '[print(row["split"], row["duration_s"], row["text"]) for row in rows]'
)


def loading_line(folder: Path) -> str:
    """A command for a shell, which prints the split, the seconds and the text of each clip.

    Args:
        folder: of a release, as `shrutik release export` lays it out.
    """
    return f"{shlex.quote(_python())} -c {shlex.quote(_CODE.format(folder=json.dumps(str(folder))))}"


def _python() -> str:
    """The Python that runs this, by a short path if it lies below the present folder."""
    here = Path.cwd()
    python = Path(sys.executable)
    return str(python.relative_to(here)) if python.is_relative_to(here) else str(python)

"""CSV with the audio's path in ``file_name``, as Hugging Face's audiofolder and pandas read it."""

from collections.abc import Iterable, Iterator

from shrutik_core.releases.formats.delimited import csv_line
from shrutik_core.releases.formats.text_file import TextFile
from shrutik_core.releases.plain_manifest import PlainLine

_COLUMNS = ("text", "speaker", "split", "language", "duration", "confidence", "votes", "settled_by", "sha256")


def write_csv(lines: Iterable[PlainLine]) -> Iterator[str]:
    """A header and one line for each clip."""
    yield csv_line(("file_name", *_COLUMNS))
    for line in lines:
        yield csv_line((line.path, *(getattr(line, column) for column in _COLUMNS)))


FILES = (TextFile("metadata.csv", "text/csv", write_csv),)

"""The ``id|text|normalised text`` lines of the LJ Speech dataset (Ito & Johnson, 2017)."""

from collections.abc import Iterable, Iterator

from shrutik_core.releases.formats.delimited import pipe_line
from shrutik_core.releases.formats.text_file import TextFile
from shrutik_core.releases.plain_manifest import PlainLine


def write_ljspeech(lines: Iterable[PlainLine]) -> Iterator[str]:
    """One line for each clip, without a header; the text stands twice, for nothing is spelt out."""
    for line in lines:
        yield pipe_line((line.clip, line.text, line.text))


FILES = (TextFile("ljspeech.csv", "text/plain", write_ljspeech),)

"""Where the clips of a release come from, noted while it is built: its files do not tell."""

import attrs

from shrutik_core.releases.plain_manifest import PlainLine, manifest_line, read_line, write_line
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.row import ReleaseRow
from shrutik_core.shared.ids import ChunkId, parse_id


@attrs.frozen
class Source:
    """A clip of a release with what it is here.

    Attributes:
        chunk: its id.
        audio_key: of its sound in the blob store.
        line: as it goes out.
    """

    chunk: ChunkId
    audio_key: str
    line: PlainLine

    @classmethod
    def of(cls, row: ReleaseRow, pseudonyms: Pseudonyms) -> "Source":
        """The source of a row."""
        return cls(row.chunk, row.audio_key, manifest_line(row, pseudonyms))


def write_source(source: Source) -> str:
    """The source as a line of text, without a line end."""
    return f"{source.chunk} {source.audio_key} {write_line(source.line)}"


def read_source(text: str) -> Source:
    """The source of what `write_source` wrote."""
    chunk, audio_key, line = text.split(" ", 2)
    return Source(ChunkId(parse_id(chunk)), audio_key, read_line(line))

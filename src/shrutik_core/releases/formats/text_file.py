"""What every format gives: named files, as lines made from manifest lines."""

from collections.abc import Callable, Iterable, Iterator

import attrs

from shrutik_core.releases.plain_manifest import PlainLine

Writer = Callable[[Iterable[PlainLine]], Iterator[str]]


@attrs.frozen
class TextFile:
    """One text file of a release.

    Attributes:
        name: unique in a release.
        media_type: e.g. ``text/csv``.
        write: manifest lines to text lines without line ends, streamed.
    """

    name: str
    media_type: str
    write: Writer

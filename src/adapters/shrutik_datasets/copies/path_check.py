"""Whether the paths that the files of a copy name lead to something."""

import zlib
from collections.abc import Iterable, Iterator, Sequence

import attrs

from shrutik_core.releases.card.croissant import NAME as CROISSANT
from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.paths_in import INDEX, LINES, Resolving, paths_in_json, paths_in_line
from shrutik_core.shared.byte_lines import lines_in_blocks
from shrutik_core.shared.errors import Missing
from shrutik_datasets.copies.copy_folder import CopyFolder

_VIEWS = "views/"
_GZIP = 31
_FEW = 5
"""Dead paths of one file that are named."""


@attrs.frozen
class PathCheck:
    """Checks the paths of a copy's files.

    Attributes:
        folder: the copy.
        resolving: where paths may lead.
    """

    folder: CopyFolder
    resolving: Resolving

    def check(self, files: Sequence[str], *, fast: bool = False) -> Iterator[CopyFault]:
        """The faults of these files.

        Args:
            files: by path.
            fast: whether to look at indexes alone, and at no lists of clips.
        """
        for file in files:
            if file.startswith(_VIEWS) and file.endswith(LINES):
                if not fast:
                    yield from self._dead(file, self._in_lines(file))
            elif file == CROISSANT or (file.startswith(_VIEWS) and file.endswith(INDEX)):
                yield from self._dead(file, self._in_index(file))

    def _dead(self, file: str, named: Iterator[str]) -> Iterator[CopyFault]:
        left = _FEW
        for path in named:
            if not self.resolving.leads(path, file):
                yield CopyFault(file, f"names {path}, which leads to nothing")
                left -= 1
            if not left:
                return

    def _in_lines(self, file: str) -> Iterator[str]:
        try:
            blocks: Iterable[bytes] = self.folder.blocks(file)
            if file.endswith(".gz"):
                blocks = _unpacked(blocks)
            for line in lines_in_blocks(blocks):
                yield from paths_in_line(line)
        except (Missing, zlib.error):  # named already: it is not there, or its bytes are others
            return

    def _in_index(self, file: str) -> Iterator[str]:
        try:
            yield from paths_in_json(b"".join(self.folder.blocks(file)))
        except (Missing, ValueError):  # named already: it is not there, or its bytes are others
            return


def _unpacked(blocks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=_GZIP)
    for block in blocks:
        yield unpacker.decompress(block)

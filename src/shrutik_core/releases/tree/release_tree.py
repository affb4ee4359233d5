"""The tree over a release's files: their leaves in order of their paths' bytes, under the root that is signed."""

from shrutik_core.releases.checksums import NAME
from shrutik_core.releases.paths import check_path
from shrutik_core.releases.tree.builder import TreeBuilder
from shrutik_core.shared.errors import Invalid

OUTSIDE = frozenset({"release.json", "provenance.json", "withdrawn.jsonl", NAME, f"{NAME}.minisig"})
"""Files that name the root or what follows from it, and what a cleaned copy adds; the tree does not hold them."""


class ReleaseTree:
    """Takes the leaves of a release's files, sorted, and knows the root."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._last = b""

    def add(self, path: str, leaf: bytes) -> None:
        """Take the next file.

        Args:
            path: greater, byte by byte, than that of the file before.
            leaf: of the file, the shard or the manifest that lies there, 32 bytes.

        Raises:
            Invalid: ``path_invalid``, or ``tree_order`` if the path does not come after the one before, or lies
                outside.
        """
        bytes_ = check_path(path).encode()
        if bytes_ <= self._last:
            raise Invalid(
                "tree_order", f"{path!r} does not come after {self._last.decode()!r}; sort by the paths' bytes."
            )
        if path in OUTSIDE:
            raise Invalid("tree_order", f"{path!r} names the root or is added to copies, so the root cannot cover it.")
        self._builder.append(leaf)
        self._last = bytes_

    @property
    def files(self) -> int:
        """How many files came."""
        return self._builder.size

    @property
    def root(self) -> str:
        """The root over the files that came, 64 hexadecimal characters."""
        return self._builder.root().hex()

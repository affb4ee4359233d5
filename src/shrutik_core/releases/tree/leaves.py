"""What the leaves of a release's trees say, in a form that can be read in one way only.

A leaf's content is its fields as netstrings (Bernstein, 1997), one after the other: the length in bytes as a decimal
number, ``:``, the bytes, ``,``. The first field is the leaf's kind, numbers are decimal, digests are their 32 bytes:

=============  =====================================================================================
kind           further fields
=============  =====================================================================================
``file``       path, size in bytes, SHA-256 of the bytes
``shard``      path, size in bytes, number of members, root over its members
``manifest``   path, number of lines, root over its lines
``member``     name, size in bytes, SHA-256 of the bytes, SHA-256 of the headers that stand before them
``line``       the line without its end
=============  =====================================================================================

A shard is a subtree, so that a member may be blanked in a copy and the copy still leads to the root, with that member's
leaf as it was; a manifest is one for its lines. How a manifest is compressed is no part of it.
"""

from shrutik_core.releases.paths import check_path
from shrutik_core.releases.tree.builder import HASH_BYTES, leaf_hash
from shrutik_core.shared.errors import Invalid


def file_leaf(path: str, size: int, sha256: bytes) -> bytes:
    """The leaf of a plain file.

    Args:
        path: in the release.
        size: bytes.
        sha256: of the bytes, 32 bytes.

    Raises:
        Invalid: ``path_invalid``, or ``leaf_invalid`` for a size or digest that no file has.
    """
    return _leaf(b"file", _path(path), _count(size), _digest(sha256))


def shard_leaf(path: str, size: int, members: int, root: bytes) -> bytes:
    """The leaf of a shard.

    Args:
        path: in the release.
        size: bytes; stays when members are blanked.
        members: how many it has.
        root: over the leaves of its members, in their order.

    Raises:
        Invalid: ``path_invalid`` or ``leaf_invalid``.
    """
    return _leaf(b"shard", _path(path), _count(size), _count(members), _digest(root))


def manifest_leaf(path: str, lines: int, root: bytes) -> bytes:
    """The leaf of a manifest file.

    Args:
        path: in the release.
        lines: how many it has.
        root: over the leaves of its lines, in their order.

    Raises:
        Invalid: ``path_invalid`` or ``leaf_invalid``.
    """
    return _leaf(b"manifest", _path(path), _count(lines), _digest(root))


def member_leaf(name: str, size: int, sha256: bytes, headers: bytes) -> bytes:
    """The leaf of a shard's member.

    Args:
        name: in the shard.
        size: bytes, without padding.
        sha256: of the bytes.
        headers: SHA-256 of the header blocks that stand before them.

    Raises:
        Invalid: ``path_invalid`` or ``leaf_invalid``.
    """
    return _leaf(b"member", _path(name), _count(size), _digest(sha256), _digest(headers))


def line_leaf(line: bytes) -> bytes:
    """The leaf of a manifest's line.

    Args:
        line: in UTF-8, without its end.
    """
    return _leaf(b"line", line)


def _leaf(*fields: bytes) -> bytes:
    return leaf_hash(b"".join(b"%d:%b," % (len(field), field) for field in fields))


def _path(path: str) -> bytes:
    return check_path(path).encode()


def _count(number: int) -> bytes:
    if number < 0:
        raise Invalid("leaf_invalid", f"Nothing has {number} bytes, members or lines.")
    return b"%d" % number


def _digest(digest: bytes) -> bytes:
    if len(digest) != HASH_BYTES:
        raise Invalid("leaf_invalid", f"A SHA-256 digest has {HASH_BYTES} bytes, not {len(digest)}.")
    return digest

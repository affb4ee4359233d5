"""What a bucket lists, in the order of keys."""

from collections.abc import Iterable, Iterator
from typing import Any

from shrutik_core.ports.blob_store import BlobEntry

_BY_FOLDERS = "seaweedfs"
# Of the characters of keys, those that come before a slash.
_BEFORE_SLASH = frozenset("-.")


def entries(pages: Iterable[dict[str, Any]], inside: str, prefix: str) -> Iterator[BlobEntry]:
    """The objects of a listing as blobs, in the order of their keys.

    S3 lists in that order, and so nothing is held back. SeaweedFS, which keeps folders, lists ``b/a`` before ``b-c``:
    there each folder right below the prefix is held until nothing can come before it.

    Args:
        pages: answers to ListObjectsV2.
        inside: what all keys of the bucket begin with, which blobs' keys leave out.
        prefix: of the blobs' keys.
    """
    held: list[BlobEntry] = []
    root = ""
    for page in pages:
        by_folders = _server(page).startswith(_BY_FOLDERS)
        for one in page.get("Contents", ()):
            entry = BlobEntry(one["Key"].removeprefix(inside), one["Size"], one["LastModified"])
            if not by_folders:
                yield entry
                continue
            if held and not _may_come_before(entry.key, root):
                yield from sorted(held, key=_key)
                held.clear()
            if not held:
                root = entry.key[: entry.key.find("/", len(prefix))] if "/" in entry.key[len(prefix) :] else entry.key
            held.append(entry)
    yield from sorted(held, key=_key)


def _server(page: dict[str, Any]) -> str:
    headers: dict[str, str] = page.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    return headers.get("server", "").lower()


def _may_come_before(key: str, root: str) -> bool:
    """Whether a key is of the folder ``root``, or of a sibling whose name goes on with what comes before a slash."""
    return key.startswith(root) and (key[len(root) : len(root) + 1] in _BEFORE_SLASH | {"/", ""})


def _key(entry: BlobEntry) -> str:
    return entry.key

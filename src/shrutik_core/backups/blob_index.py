"""The blobs of a back-up, one a line, sorted by key: what lies where, and which object holds its bytes."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import merge
from itertools import groupby
from operator import itemgetter

import attrs

from shrutik_core.shared.errors import Invalid


@attrs.frozen
class NamedBlob:
    """A blob that the database names.

    Attributes:
        key: in the blob store.
        sha256: as the database tells it; None if it does not.
    """

    key: str
    sha256: str | None = None


@attrs.frozen
class KeptBlob:
    """A blob that a back-up holds.

    Attributes:
        key: in the blob store.
        sha256: of its bytes: the object that holds them.
        size: bytes.
        stored_at: when it was put into the blob store, UTC; with its size it tells whether it is the same still.
    """

    key: str
    sha256: str
    size: int
    stored_at: datetime


def write_kept(blob: KeptBlob) -> bytes:
    """Its line."""
    return f"{blob.sha256}\t{blob.size}\t{blob.stored_at.isoformat()}\t{blob.key}\n".encode()


def read_kept(lines: Iterable[bytes]) -> Iterator[KeptBlob]:
    """The blobs of these lines.

    Raises:
        Invalid: ``backup_damaged``.
    """
    for line in lines:
        try:
            sha256, size, stored_at, key = line.decode().rstrip("\n").split("\t")
            yield KeptBlob(key, sha256, int(size), datetime.fromisoformat(stored_at))
        except ValueError as error:
            raise Invalid("backup_damaged", "A line of the back-up's list of blobs cannot be read.") from error


def write_named(blob: NamedBlob) -> bytes:
    """Its line."""
    return f"{blob.sha256 or '-'}\t{blob.key}\n".encode()


def read_named(lines: Iterable[bytes]) -> Iterator[NamedBlob]:
    """The blobs of these lines.

    Raises:
        Invalid: ``backup_damaged``.
    """
    for line in lines:
        try:
            sha256, key = line.decode().rstrip("\n").split("\t")
        except ValueError as error:
            raise Invalid("backup_damaged", "A line of the list of named blobs cannot be read.") from error
        yield NamedBlob(key, None if sha256 == "-" else sha256)


def lines_of(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines, each with its end, out of blocks of any size."""
    left = b""
    for block in blocks:
        *whole, left = (left + block).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if left:
        yield left


def side_by_side(*streams: Iterable[tuple[str, object]]) -> Iterator[tuple[str, list[object | None]]]:
    """Streams of keys and what belongs to each, sorted by key, side by side: None where a stream lacks the key.

    The first of several with the same key in one stream counts.
    """
    tagged = [_tagged(stream, number) for number, stream in enumerate(streams)]
    for key, group in groupby(merge(*tagged, key=itemgetter(0)), key=itemgetter(0)):
        row: list[object | None] = [None] * len(streams)
        for _, number, thing in group:
            row[number] = thing if row[number] is None else row[number]
        yield key, row


def _tagged(stream: Iterable[tuple[str, object]], number: int) -> Iterator[tuple[str, int, object]]:
    for key, thing in stream:
        yield key, number, thing

"""A back-up: its manifest, which names by SHA-256 all that belongs to it, and its root over all of that."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import attrs
import regex

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "backup_damaged", "This back-up cannot be read; verify the others, and use one that is whole.")
declare(Invalid, "backup_id_invalid", "This is not the id of a back-up; `shrutik backup list` shows them.")

FORMAT = 1
_ID = regex.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}Z-[0-9a-f]{8}")
_SHA256 = regex.compile(r"[0-9a-f]{64}")


@attrs.frozen
class StoredObject:
    """Bytes that lie once in the store of back-ups, however many back-ups name them.

    Attributes:
        sha256: of the bytes, before they are sealed.
        size: bytes, before they are sealed.
    """

    sha256: str
    size: int

    def __attrs_post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256) or self.size < 0:
            raise Invalid("backup_damaged", f"{self.sha256[:70]!r} is not the name of an object.")


@attrs.frozen
class TableCopy:
    """One table's rows, as PostgreSQL's COPY writes them in its text format, compressed.

    Attributes:
        name: of the table.
        columns: in the order of the fields of a row.
        rows: how many there are.
        content: the compressed rows.
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    content: StoredObject


@attrs.frozen
class BlobCount:
    """How many blobs, and how large they are together.

    Attributes:
        count: of blobs.
        size: bytes.
    """

    count: int = 0
    size: int = 0

    def __add__(self, size: int) -> "BlobCount":
        """With one more blob of that size."""
        return BlobCount(self.count + 1, self.size + size)


@attrs.frozen
class Backup:
    """The state of an installation at one instant.

    Attributes:
        id: the instant and eight hexadecimal digits.
        at: the instant of the database's snapshot, UTC.
        versions: of ``shrutik``, ``postgresql`` and ``revision``, the tables' migration.
        tables: all of them, by name.
        named: the blobs that the database names, compressed; see `named_blobs`.
        index: the blobs that the back-up holds, compressed; see `blob_index`.
        blobs: that the back-up holds.
        gone: keys that the database named and that were deleted while the back-up was made.
        missing: keys that the database names although there is no such blob.
        changed: keys whose bytes are not those that the database tells of.
        public_keys: by which releases that were signed are verified, as ``KEYS`` lists them.
        secrets: the secret keys, if the back-up is sealed; None otherwise.
        encrypted: whether the installation encrypted its blobs, and so whatever it is restored into does.
    """

    id: str
    at: datetime
    versions: Mapping[str, str] = attrs.field(hash=False)
    tables: tuple[TableCopy, ...]
    named: StoredObject
    index: StoredObject
    blobs: BlobCount
    gone: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    public_keys: str = ""
    secrets: StoredObject | None = None
    encrypted: bool = False

    def __attrs_post_init__(self) -> None:
        check_backup_id(self.id)

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def sound(self) -> bool:
        """Whether every blob that the database named was there, as the database tells of it."""
        return not (self.missing or self.changed)

    def objects(self) -> Iterator[StoredObject]:
        """All that it names itself; the index names the blobs."""
        yield from (table.content for table in self.tables)
        yield from (self.named, self.index)
        if self.secrets is not None:
            yield self.secrets

    @property
    def root(self) -> str:
        """SHA-256 over the manifest, and so over everything that it names, 64 hexadecimal digits."""
        return hashlib.sha256(_canonical(_plain(self))).hexdigest()


def check_backup_id(text: str) -> str:
    """The text, if it is the id of a back-up.

    Raises:
        Invalid: ``backup_id_invalid``.
    """
    if not _ID.fullmatch(text):
        raise Invalid(
            "backup_id_invalid", f"{text[:60]!r} is not the id of a back-up; `shrutik backup list` shows ids."
        )
    return text


def backup_id(at: datetime, suffix: str) -> str:
    """The id of a back-up.

    Args:
        at: the instant of its snapshot.
        suffix: eight hexadecimal digits, which tell back-ups of one microsecond apart.
    """
    return check_backup_id(f"{at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{suffix}")


def write_backup(backup: Backup) -> bytes:
    """The manifest: JSON in UTF-8, with its root."""
    return _canonical({**_plain(backup), "root": backup.root}) + b"\n"


def read_backup(text: bytes) -> Backup:
    """The back-up that a manifest tells of.

    Raises:
        Invalid: ``backup_damaged`` if it is none, of a newer format, or not the one that its root was made over.
    """
    try:
        told = json.loads(text)
        root = told.pop("root")
        if told["format"] != FORMAT:
            raise Invalid("backup_damaged", f"This back-up has format {told['format']!r}; use a newer Shrutik.")
        found = _read(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Invalid("backup_damaged", "The manifest of this back-up cannot be read.") from error
    if found.root != root:
        raise Invalid("backup_damaged", f"The manifest of {found.id} was changed: its root does not match.")
    return found


def _read(told: Mapping[str, Any]) -> Backup:
    secrets = told["secrets"]
    return Backup(
        id=told["id"],
        at=datetime.fromisoformat(told["at"]),
        versions=dict(told["versions"]),
        tables=tuple(map(_table, told["tables"])),
        named=StoredObject(**told["named"]),
        index=StoredObject(**told["index"]),
        blobs=BlobCount(**told["blobs"]),
        gone=tuple(told["gone"]),
        missing=tuple(told["missing"]),
        changed=tuple(told["changed"]),
        public_keys=told["public_keys"],
        secrets=None if secrets is None else StoredObject(**secrets),
        encrypted=told.get("encrypted") is True,
    )


def _table(told: Mapping[str, Any]) -> TableCopy:
    return TableCopy(told["name"], tuple(told["columns"]), told["rows"], StoredObject(**told["content"]))


def _plain(backup: Backup) -> dict[str, object]:
    told = attrs.asdict(backup)
    # Said only if it is so: the roots of older manifests, which do not tell of it, stay what they were.
    if not backup.encrypted:
        del told["encrypted"]
    return {**told, "format": FORMAT, "at": backup.at.isoformat(), "versions": dict(backup.versions)}


def _canonical(told: Mapping[str, object]) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

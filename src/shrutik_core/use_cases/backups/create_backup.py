"""Create a back-up: the database as it is at one instant, and every blob that it names then."""

from collections.abc import Iterable, Iterator

import attrs

from shrutik_core.backups.backup import Backup, BlobCount, StoredObject, TableCopy, backup_id
from shrutik_core.backups.blob_index import KeptBlob, lines_of, read_kept, read_named, write_kept, write_named
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.compressor import Compressor
from shrutik_core.ports.database_copies import DatabaseCopies, DatabaseSnapshot
from shrutik_core.ports.id_source import IdSource
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.use_cases.backups.copy_blobs import CopyBlobs
from shrutik_core.use_cases.backups.vault import Vault

MOST_TOLD = 1_000
"""Keys of a kind of fault that a manifest lists; what is beyond is found by verifying."""


@attrs.frozen
class CreatedBackup:
    """What came of it.

    Attributes:
        backup: that is there now.
        copied: blobs that were not there before.
    """

    backup: Backup
    copied: BlobCount


@attrs.frozen
class _Copied:
    """The database's part of a back-up."""

    tables: tuple[TableCopy, ...]
    named: StoredObject


@attrs.frozen
class CreateBackup:
    """Takes the snapshot first: what it names was stored before, and blobs never change.

    Whoever is killed while they make one leaves objects that the next one need not copy, and no back-up.

    Attributes:
        database: that is copied.
        blobs: that are copied.
        vault: where to; nobody else writes to it.
        compressor: of rows and lists.
        ids: for the back-up's id.
        version: of Shrutik.
        public_keys: by which what was signed is verified.
        secrets: the secret keys, as one text; None to leave them out.
        encrypted: whether the blobs are encrypted where they lie; they are read as what they were.
    """

    database: DatabaseCopies
    blobs: BlobStore
    vault: Vault
    compressor: Compressor
    ids: IdSource
    version: str
    public_keys: str
    secrets: bytes | None
    encrypted: bool = False

    def __call__(self) -> CreatedBackup:
        """Make it.

        Raises:
            Conflict: ``backup_running``, or ``backup_key_wrong``.
            Unavailable: if the database or a store does not answer.
        """
        with self.database.alone():
            self.vault.check_key(new=True)
            damaged = self.vault.marked()
            before, copying = self._before(), CopyBlobs(self.blobs, self.vault, self.vault.known() - damaged)
            with self.database.snapshot() as snapshot:
                copied = self._database(snapshot, copying.known)
                at, versions = snapshot.at, {**snapshot.versions, "shrutik": self.version}
            kept = copying(read_named(self._lines(copied.named)), before)
            index = self._pack(map(write_kept, kept), copying.known)
            missing = self._still_named(set(copying.vanished))
            backup = Backup(
                id=backup_id(at, self.ids.new().hex[-8:]),
                at=at,
                versions=versions,
                tables=copied.tables,
                named=copied.named,
                index=index,
                blobs=copying.kept,
                gone=_told(set(copying.vanished) - missing),
                missing=_told(missing),
                changed=_told(copying.changed),
                public_keys=self.public_keys,
                secrets=None if self.secrets is None else self.vault.add([self.secrets], copying.known),
                encrypted=self.encrypted,
            )
            self.vault.put(backup)
            # Those that are known by now were written again.
            self.vault.unmark(damaged & copying.known)
        return CreatedBackup(backup, copying.copied)

    def _before(self) -> Iterable[KeptBlob]:
        """The blobs of the back-up before, which tell hashes; one that is damaged tells none."""
        ids = self.vault.ids()
        if not ids:
            return ()
        try:
            index = self.vault.get(ids[-1]).index
            self.vault.check(index.sha256)
        except (Invalid, Missing):
            return ()
        return read_kept(self._lines(index))

    def _database(self, snapshot: DatabaseSnapshot, known: set[bytes]) -> _Copied:
        tables = tuple(self._table(snapshot, name, known) for name in snapshot.tables())
        return _Copied(tables, self._pack(map(write_named, snapshot.named()), known))

    def _table(self, snapshot: DatabaseSnapshot, name: str, known: set[bytes]) -> TableCopy:
        rows = 0

        def counted() -> Iterator[bytes]:
            nonlocal rows
            for block in snapshot.rows(name):
                rows += block.count(b"\n")
                yield block

        content = self._pack(counted(), known)
        return TableCopy(name, tuple(snapshot.tables()[name]), rows, content)

    def _pack(self, blocks: Iterable[bytes], known: set[bytes]) -> StoredObject:
        return self.vault.add(self.compressor.pack(blocks), known)

    def _lines(self, content: StoredObject) -> Iterator[bytes]:
        return lines_of(self.compressor.unpack(self.vault.read(content.sha256)))

    def _still_named(self, keys: set[str]) -> set[str]:
        """Those of the keys that the database names now: their blobs were not deleted, they are lost."""
        if not keys:
            return set()
        with self.database.snapshot() as snapshot:
            return {blob.key for blob in snapshot.named() if blob.key in keys}


def _told(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys)[:MOST_TOLD])

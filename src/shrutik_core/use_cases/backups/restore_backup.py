"""Restore a back-up into an empty database and an empty blob store, and prove that all of it is there."""

import hashlib
from collections.abc import Container, Iterator

import attrs

from shrutik_core.backups.backup import Backup, BlobCount
from shrutik_core.backups.blob_index import KeptBlob, lines_of, read_kept
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.compressor import Compressor
from shrutik_core.ports.database_copies import DatabaseCopies
from shrutik_core.shared.errors import Invalid, Missing, Unavailable, declare
from shrutik_core.use_cases.backups.backup_faults import BackupFault, fault_of
from shrutik_core.use_cases.backups.vault import Vault, blocks_of

declare(Unavailable, "restore_failed", "What was restored is not what the back-up holds; do not serve it.")


@attrs.frozen
class WrittenBlobs:
    """What was written.

    Attributes:
        written: blobs that were not there.
        lost: those that the back-up has lost, or has damaged.
    """

    written: BlobCount
    lost: tuple[BackupFault, ...] = ()


@attrs.frozen
class RestoreBackup:
    """Writes blobs, then rows; whoever is killed meanwhile restores again into the same place.

    Attributes:
        vault: where the back-up lies.
        blobs: where its blobs go to.
        database: whose tables are at the back-up's revision.
        compressor: of rows and lists.
    """

    vault: Vault
    blobs: BlobStore
    database: DatabaseCopies
    compressor: Compressor

    def blobs_of(self, backup: Backup, *, without_damaged: bool = False) -> WrittenBlobs:
        """Write the blobs; one that is there with the right size stays, for `proved` reads it anyhow.

        Args:
            backup: the one.
            without_damaged: whether to go on past those that cannot be read.

        Raises:
            Invalid: ``backup_damaged`` or ``sealed_damaged``.
            Missing: ``blob_missing`` if the back-up has lost an object.
        """
        written, there = BlobCount(), {entry.key: entry.size for entry in self.blobs.list("")}
        lost: list[BackupFault] = []
        for blob in self._kept(backup):
            if there.get(blob.key) == blob.size:
                continue
            try:
                self.blobs.put(blob.key, self.vault.read(blob.sha256))
            except (Missing, Invalid) as error:
                if not without_damaged:
                    raise _stopped_at(blob, error) from error
                lost.append(fault_of(self.vault, blob.key, blob.sha256, error))
            else:
                written += blob.size
        return WrittenBlobs(written, tuple(lost))

    def rows_of(self, backup: Backup) -> int:
        """Write the rows, all or none; how many.

        Raises:
            Conflict: ``database_not_empty`` or ``rows_differ``.
            Invalid: ``backup_damaged`` or ``sealed_damaged``.
        """
        unpack, read = self.compressor.unpack, self.vault.read
        self.database.load((table, unpack(read(table.content.sha256))) for table in backup.tables)
        return backup.rows

    def proved(self, backup: Backup, lost: Container[str] = ()) -> BlobCount:
        """Read every blob that was written and compare its hash; how many those are.

        Args:
            backup: the one.
            lost: keys of blobs that could not be written.

        Raises:
            Unavailable: ``restore_failed``, naming one that differs.
        """
        right, told = BlobCount(), BlobCount()
        for blob in self._kept(backup):
            told += blob.size
            if blob.key in lost:
                continue
            if self._hash(blob) != blob.sha256:
                raise Unavailable("restore_failed", f"{blob.key} is not as the back-up holds it; restore again.")
            right += blob.size
        if told != backup.blobs:
            raise Unavailable("restore_failed", f"{told.count} of {backup.blobs.count} blobs came; restore again.")
        return right

    def _hash(self, blob: KeptBlob) -> str:
        digest = hashlib.sha256()
        try:
            with self.blobs.open(blob.key) as stream:
                for block in blocks_of(stream.read):
                    digest.update(block)
        except Missing:
            return ""
        return digest.hexdigest()

    def _kept(self, backup: Backup) -> Iterator[KeptBlob]:
        return read_kept(lines_of(self.compressor.unpack(self.vault.read(backup.index.sha256))))


def _stopped_at(blob: KeptBlob, error: Missing | Invalid) -> Missing | Invalid:
    detail = (
        f"This back-up has lost {blob.key}, or it is damaged; take another, or restore the rest with --without-damaged."
    )
    return type(error)(error.code, detail)

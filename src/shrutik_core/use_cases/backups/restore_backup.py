"""Restore a back-up into an empty database and an empty blob store, and prove that all of it is there."""

import hashlib
from collections.abc import Iterator

import attrs

from shrutik_core.backups.backup import Backup, BlobCount
from shrutik_core.backups.blob_index import KeptBlob, lines_of, read_kept
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.compressor import Compressor
from shrutik_core.ports.database_copies import DatabaseCopies
from shrutik_core.shared.errors import Missing, Unavailable, declare
from shrutik_core.use_cases.backups.vault import Vault, blocks_of

declare(Unavailable, "restore_failed", "What was restored is not what the back-up holds; do not serve it.")


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

    def blobs_of(self, backup: Backup) -> BlobCount:
        """Write the blobs; one that is there with the right size stays, for `proved` reads it anyhow.

        Raises:
            Invalid: ``backup_damaged`` or ``sealed_damaged``.
            Missing: ``blob_missing`` if the back-up has lost an object.
        """
        written, there = BlobCount(), {entry.key: entry.size for entry in self.blobs.list("")}
        for blob in self._kept(backup):
            if there.get(blob.key) != blob.size:
                self.blobs.put(blob.key, self.vault.read(blob.sha256))
                written += blob.size
        return written

    def rows_of(self, backup: Backup) -> int:
        """Write the rows, all or none; how many.

        Raises:
            Conflict: ``database_not_empty`` or ``rows_differ``.
            Invalid: ``backup_damaged`` or ``sealed_damaged``.
        """
        unpack, read = self.compressor.unpack, self.vault.read
        self.database.load((table, unpack(read(table.content.sha256))) for table in backup.tables)
        return backup.rows

    def proved(self, backup: Backup) -> BlobCount:
        """Read every blob that was written and compare its hash; how many those are.

        Raises:
            Unavailable: ``restore_failed``, naming one that differs.
        """
        right = BlobCount()
        for blob in self._kept(backup):
            if self._hash(blob) != blob.sha256:
                raise Unavailable("restore_failed", f"{blob.key} is not as the back-up holds it; restore again.")
            right += blob.size
        if right != backup.blobs:
            raise Unavailable("restore_failed", f"{right.count} of {backup.blobs.count} blobs came; restore again.")
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

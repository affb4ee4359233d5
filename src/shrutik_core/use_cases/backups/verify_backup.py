"""Verify a back-up: every byte is as it was written, rows can be read, and every blob that they name is there."""

from collections.abc import Iterator
from contextlib import suppress

import attrs

from shrutik_core.backups.backup import Backup, BlobCount, StoredObject, TableCopy
from shrutik_core.backups.blob_index import lines_of, read_kept, read_named, side_by_side
from shrutik_core.ports.compressor import Compressor
from shrutik_core.shared.errors import Invalid, Missing, Unavailable
from shrutik_core.use_cases.backups.backup_faults import CHANGED, BackupFault, fault_of
from shrutik_core.use_cases.backups.vault import Vault


@attrs.frozen
class VerifiedBackup:
    """What a verification found.

    Attributes:
        backup: that was verified.
        rows: that were read.
        blobs: whose bytes are right.
        faults: what is not as it was written; empty if all is.
        marked: objects that are damaged and that the next back-up copies anew, if what they hold is still there.
    """

    backup: Backup
    rows: int
    blobs: BlobCount
    faults: tuple[BackupFault, ...]
    marked: int


@attrs.define
class _Tally:
    rows: int = 0
    blobs: BlobCount = attrs.field(factory=BlobCount)
    right: set[bytes] = attrs.field(factory=set)
    marked: set[str] = attrs.field(factory=set)


@attrs.frozen
class VerifyBackup:
    """Reads all that a back-up names, and marks objects that are damaged, if it may write there.

    Attributes:
        vault: where it lies.
        compressor: of its rows and lists.
    """

    vault: Vault
    compressor: Compressor

    def __call__(self, backup: Backup) -> VerifiedBackup:
        """What was found; each object is read once, however many blobs have the same bytes."""
        tally = _Tally()
        faults = [*self._tables(backup, tally), *self._blobs(backup, tally), *self._secrets(backup, tally)]
        return VerifiedBackup(backup, tally.rows, tally.blobs, tuple(faults), len(tally.marked))

    def _tables(self, backup: Backup, tally: _Tally) -> Iterator[BackupFault]:
        for table in backup.tables:
            try:
                rows = self._rows(table)
            except (Missing, Invalid) as error:
                yield self._fault(table.name, table.content.sha256, error, tally)
                continue
            tally.rows += rows
            if rows != table.rows:
                yield BackupFault(table.name, "rows")

    def _rows(self, table: TableCopy) -> int:
        return sum(block.count(b"\n") for block in self._unpacked(table.content))

    def _secrets(self, backup: Backup, tally: _Tally) -> Iterator[BackupFault]:
        if backup.secrets is not None:
            yield from self._object("secrets", backup.secrets.sha256, tally)

    def _object(self, what: str, sha256: str, tally: _Tally) -> Iterator[BackupFault]:
        try:
            self.vault.check(sha256)
        except (Missing, Invalid) as error:
            yield self._fault(what, sha256, error, tally)

    def _fault(self, what: str, sha256: str, error: Missing | Invalid, tally: _Tally) -> BackupFault:
        fault = fault_of(self.vault, what, sha256, error)
        # Who only may read finds as much as others do.
        with suppress(Unavailable):
            if fault.how == CHANGED and sha256 not in tally.marked:
                self.vault.mark(sha256)
                tally.marked.add(sha256)
        return fault

    def _blobs(self, backup: Backup, tally: _Tally) -> Iterator[BackupFault]:
        yield from (BackupFault(key, "missing") for key in backup.missing)
        yield from (BackupFault(key, "changed") for key in backup.changed)
        told = {*backup.missing, *backup.gone}
        lists = [fault for one in (backup.named, backup.index) for fault in self._object("blobs", one.sha256, tally)]
        if lists:
            yield from lists
            return
        try:
            named = ((blob.key, True) for blob in read_named(lines_of(self._unpacked(backup.named))))
            kept = ((blob.key, blob) for blob in read_kept(lines_of(self._unpacked(backup.index))))
            for key, (is_named, blob) in side_by_side(named, kept):
                if blob is None:
                    if is_named and key not in told:
                        yield BackupFault(key, "missing")
                    continue
                yield from self._blob(key, blob.sha256, blob.size, tally)  # type: ignore[attr-defined] # KeptBlob
        except (Missing, Invalid) as error:
            yield fault_of(self.vault, "blobs", backup.index.sha256, error)

    def _blob(self, key: str, sha256: str, size: int, tally: _Tally) -> Iterator[BackupFault]:
        digest = bytes.fromhex(sha256)
        if digest not in tally.right:
            faults = list(self._object(key, sha256, tally))
            if faults:
                yield from faults
                return
            tally.right.add(digest)
        tally.blobs += size

    def _unpacked(self, content: StoredObject) -> Iterator[bytes]:
        return self.compressor.unpack(self.vault.read(content.sha256))

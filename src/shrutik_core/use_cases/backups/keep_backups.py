"""Tell of back-ups, and take away those that are not kept, with the objects that no other one names."""

from collections.abc import Iterator

import attrs

from shrutik_core.backups.backup import Backup
from shrutik_core.backups.blob_index import lines_of, read_kept
from shrutik_core.backups.places import OBJECTS, object_name
from shrutik_core.backups.retention import Retention
from shrutik_core.ports.compressor import Compressor
from shrutik_core.ports.database_copies import DatabaseCopies
from shrutik_core.shared.errors import Missing
from shrutik_core.use_cases.backups.vault import Vault

NEWEST = "newest"
"""Stands for the id of the newest back-up."""


@attrs.frozen
class ListBackups:
    """The back-ups of a vault."""

    vault: Vault

    def __call__(self) -> list[Backup]:
        """All that are whole, newest first.

        Raises:
            Conflict: ``backup_key_wrong``.
            Missing: ``backup_missing`` if none was ever made here.
        """
        self.vault.check_key()
        return [self.vault.get(backup) for backup in reversed(self.vault.ids())]

    def get(self, backup: str) -> Backup:
        """One of them.

        Args:
            backup: its id, or `NEWEST`.

        Raises:
            Conflict: ``backup_key_wrong``.
            Missing: ``backup_missing``.
        """
        self.vault.check_key()
        if backup != NEWEST:
            return self.vault.get(backup)
        ids = self.vault.ids()
        if not ids:
            raise Missing("backup_missing", "There is no whole back-up here yet.")
        return self.vault.get(ids[-1])


@attrs.frozen
class PrunedBackups:
    """What was taken away.

    Attributes:
        backups: ids, oldest first.
        objects: how many that nothing names any more.
    """

    backups: tuple[str, ...]
    objects: int


@attrs.frozen
class PruneBackups:
    """Takes away what is not kept.

    Attributes:
        database: whose lock keeps back-ups from being made meanwhile.
        vault: where they lie.
        compressor: of their lists.
    """

    database: DatabaseCopies
    vault: Vault
    compressor: Compressor

    def __call__(self, retention: Retention) -> PrunedBackups:
        """Take away the manifests of those that are not kept, then the objects that no manifest names.

        A manifest that cannot be read stops it: nobody knows what it names.

        Raises:
            Conflict: ``backup_running`` or ``backup_key_wrong``.
            Invalid: ``backup_damaged``.
        """
        with self.database.alone():
            self.vault.check_key()
            backups = [self.vault.get(backup) for backup in self.vault.ids()]
            instants = retention.kept(backup.at for backup in backups)
            # Whatever is wrong with newer ones, one that lacks nothing stays.
            instants |= {backup.at for backup in [one for one in backups if one.sound][-1:]}
            named = {name for backup in backups if backup.at in instants for name in self._named(backup)}
            removed = tuple(backup.id for backup in backups if backup.at not in instants)
            for backup in removed:
                self.vault.remove(backup)
            return PrunedBackups(removed, self._sweep(named))

    def _named(self, backup: Backup) -> Iterator[bytes]:
        name = self.vault.sealer.name
        yield from (bytes.fromhex(name(one.sha256)) for one in backup.objects())
        lines = lines_of(self.compressor.unpack(self.vault.read(backup.index.sha256)))
        yield from (bytes.fromhex(name(blob.sha256)) for blob in read_kept(lines))

    def _sweep(self, named: set[bytes]) -> int:
        swept = 0
        for entry in self.vault.blobs.list(OBJECTS):
            if bytes.fromhex(object_name(entry.key)) not in named:
                self.vault.blobs.delete(entry.key)
                swept += 1
        self.vault.unmark(self.vault.marked() - named)
        return swept

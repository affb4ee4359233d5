"""Back-ups in memory: an installation of a few blobs, a vault, and what makes and restores back-ups."""

from datetime import timedelta

from shrutik_core.backups.blob_index import NamedBlob
from shrutik_core.backups.places import object_key
from shrutik_core.use_cases.backups.create_backup import CreateBackup
from shrutik_core.use_cases.backups.keep_backups import PruneBackups
from shrutik_core.use_cases.backups.restore_backup import RestoreBackup
from shrutik_core.use_cases.backups.vault import Vault
from shrutik_core.use_cases.backups.verify_backup import VerifyBackup
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.clock import MemoryClock
from shrutik_memory.compressor import MemoryCompressor
from shrutik_memory.database_copies import MemoryDatabaseCopies
from shrutik_memory.id_source import MemoryIds
from shrutik_memory.sealer import MemorySealer


class Scene:
    """An installation, and a vault beside it."""

    def __init__(self):
        self.clock = MemoryClock()
        self.database, self.blobs = MemoryDatabaseCopies(self.clock), MemoryBlobStore(self.clock)
        self.store, self.compressor = MemoryBlobStore(self.clock), MemoryCompressor()
        self.vault = Vault(self.store, MemorySealer())

    def record(self, name, data=None):
        """A recording, as an upload leaves it."""
        stored = self.blobs.put(f"recordings/{name}", [data or name.encode()])
        self.database.lines.setdefault("recordings", []).append(f"{name}\n".encode())
        self.database.blobs.append(NamedBlob(stored.key, stored.sha256))
        return stored.key

    def withdraw(self, key):
        self.blobs.delete(key)
        self.database.blobs = [blob for blob in self.database.blobs if blob.key != key]

    @property
    def create(self):
        self.clock.advance(timedelta(seconds=1))
        return CreateBackup(
            self.database, self.blobs, self.vault, self.compressor, MemoryIds(), "1.0", "public", b"secret"
        )

    @property
    def verify(self):
        return VerifyBackup(self.vault, self.compressor)

    @property
    def prune(self):
        return PruneBackups(self.database, self.vault, self.compressor)

    def place_of(self, sha256):
        """Where the object of these bytes lies in the vault."""
        return object_key(self.vault.sealer.name(sha256))

    def damage(self, sha256):
        """Change a byte of an object; where it lies."""
        place = self.place_of(sha256)
        with self.store.open(place) as stream:
            right = stream.read()
        self.store.put(place, [right[:-1] + bytes([right[-1] ^ 1])])
        return place

    def restored(self, backup):
        """Rows and blobs of a place that it was restored into."""
        database, blobs = MemoryDatabaseCopies(), MemoryBlobStore()
        restore = RestoreBackup(self.vault, blobs, database, self.compressor)
        restore.blobs_of(backup)
        restore.rows_of(backup)
        assert restore.proved(backup) == backup.blobs
        return database, blobs

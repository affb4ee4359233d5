"""The vault: the store that back-ups are written to, in which equal bytes lie once, sealed or not."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator

import attrs

from shrutik_core.backups.backup import Backup, StoredObject, check_backup_id, read_backup, write_backup
from shrutik_core.backups.places import (
    BACKUPS,
    DAMAGED,
    OBJECTS,
    SEAL,
    backup_of,
    damaged_key,
    manifest_key,
    object_key,
    object_name,
)
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.sealer import Sealer
from shrutik_core.shared.errors import Conflict, Invalid, Missing, declare

declare(Conflict, "backup_key_wrong", "These back-ups are sealed with another key, or with none.")
declare(Missing, "backup_missing", "There is no such back-up; `shrutik backup list` shows them.")

_BLOCK = 1 << 20
_SEAL_BYTES = 1_000


@attrs.frozen
class Vault:
    """Objects by what is in them, and the manifests that name them.

    Attributes:
        blobs: where all of it lies.
        sealer: of every byte.
    """

    blobs: BlobStore
    sealer: Sealer

    def check_key(self, *, new: bool = False) -> None:
        """That the key is the one of what lies here.

        Args:
            new: whether an empty store becomes a vault of this key.

        Raises:
            Conflict: ``backup_key_wrong``.
            Missing: ``backup_missing`` if no back-up was ever made here.
        """
        if self.blobs.exists(SEAL):
            with self.blobs.open(SEAL, 0, _SEAL_BYTES) as stream:
                key = _key_of(stream.read())
            if key != self.sealer.key_id:
                says = f"sealed with the key {key}; give --key" if key else "not sealed; leave out --key"
                raise Conflict("backup_key_wrong", f"These back-ups are {says}.")
        elif new:
            self.blobs.put(SEAL, [json.dumps({"format": 1, "key": self.sealer.key_id}).encode()])
        else:
            raise Missing("backup_missing", "There are no back-ups here; make one with `shrutik backup create`.")

    def known(self) -> set[bytes]:
        """The names of all objects that are here, right or damaged."""
        return self._names(OBJECTS)

    def mark(self, sha256: str) -> None:
        """Note that an object is damaged, so that the next back-up copies it anew.

        Raises:
            Unavailable: if nothing can be written here.
        """
        self.blobs.put(damaged_key(self.sealer.name(sha256)), [b"changed\n"])

    def marked(self) -> set[bytes]:
        """The names of objects that are marked as damaged."""
        return self._names(DAMAGED)

    def unmark(self, names: set[bytes]) -> None:
        """Take the marks of these objects away."""
        for name in names:
            self.blobs.delete(damaged_key(name.hex()))

    def _names(self, under: str) -> set[bytes]:
        return {bytes.fromhex(object_name(entry.key)) for entry in self.blobs.list(under)}

    def holds(self, sha256: str, known: set[bytes]) -> bool:
        """Whether an object is among those that are known."""
        return bytes.fromhex(self.sealer.name(sha256)) in known

    def add(self, blocks: Iterable[bytes], known: set[bytes]) -> StoredObject:
        """Keep bytes, unless they are known to be here; they are known then."""
        digest, size = hashlib.sha256(), 0

        def plain() -> Iterator[bytes]:
            nonlocal size
            for block in blocks:
                digest.update(block)
                size += len(block)
                yield block

        staging = self.blobs.stage()
        try:
            for sealed in self.sealer.seal(plain()):
                staging.write(sealed)
            stored = StoredObject(digest.hexdigest(), size)
            name = self.sealer.name(stored.sha256)
            if bytes.fromhex(name) not in known:
                staging.commit(object_key(name))
                known.add(bytes.fromhex(name))
        finally:
            staging.discard()
        return stored

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes of an object; only at their end it is known that they are right.

        Raises:
            Missing: ``blob_missing``.
            Invalid: ``sealed_damaged``, or ``backup_damaged`` if they are others.
        """
        digest = hashlib.sha256()
        with self.blobs.open(object_key(self.sealer.name(sha256))) as stream:
            for block in self.sealer.unseal(blocks_of(stream.read)):
                digest.update(block)
                yield block
        if digest.hexdigest() != sha256:
            raise Invalid("backup_damaged", f"The object {sha256} of this back-up holds other bytes.")

    def check(self, sha256: str) -> None:
        """Read an object to its end; raises as `read` does."""
        for _ in self.read(sha256):
            pass

    def put(self, backup: Backup) -> None:
        """Write the manifest: from now on the back-up is there."""
        self.blobs.put(manifest_key(backup.id), self.sealer.seal([write_backup(backup)]))

    def get(self, backup: str) -> Backup:
        """The back-up of that id.

        Raises:
            Missing: ``backup_missing``.
            Invalid: ``backup_id_invalid``, ``backup_damaged`` or ``sealed_damaged``.
        """
        check_backup_id(backup)
        try:
            with self.blobs.open(manifest_key(backup)) as stream:
                found = read_backup(b"".join(self.sealer.unseal(blocks_of(stream.read))))
        except Missing as error:
            raise Missing(
                "backup_missing", f"There is no back-up {backup}; `shrutik backup list` shows them."
            ) from error
        if found.id != backup:
            raise Invalid("backup_damaged", f"What lies here as {backup} is {found.id}.")
        return found

    def ids(self) -> list[str]:
        """Of all back-ups that are whole, oldest first."""
        return [backup_of(entry.key) for entry in self.blobs.list(BACKUPS)]

    def remove(self, backup: str) -> None:
        """Take a manifest away: the back-up is there no more, and its objects are until they are swept."""
        self.blobs.delete(manifest_key(backup))


def blocks_of(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """What a stream has, in blocks."""
    while block := read(_BLOCK):
        yield block


def _key_of(text: bytes) -> str:
    try:
        return str(json.loads(text)["key"])
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid("backup_damaged", f"{SEAL} of these back-ups cannot be read.") from error

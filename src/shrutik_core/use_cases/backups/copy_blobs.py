"""Copy blobs into a vault: those that are there already are not read, let alone written, again."""

from collections.abc import Iterable, Iterator

import attrs

from shrutik_core.backups.backup import BlobCount
from shrutik_core.backups.blob_index import KeptBlob, NamedBlob, side_by_side
from shrutik_core.ports.blob_store import BlobEntry, BlobStore
from shrutik_core.shared.errors import Missing
from shrutik_core.use_cases.backups.vault import Vault, blocks_of


@attrs.frozen
class _Found:
    """What three lists say of one key: the database's, the blob store's, and that of the back-up before."""

    key: str
    named: NamedBlob | None
    entry: BlobEntry | None
    before: KeptBlob | None

    @property
    def expected(self) -> str | None:
        """The hash of its bytes, if somebody knows it; the blob of the back-up before must not have been replaced."""
        entry, before = self.entry, self.before
        if (
            entry is not None
            and before is not None
            and (before.size, before.stored_at) == (entry.size, entry.stored_at)
        ):
            return before.sha256
        return None if self.named is None else self.named.sha256


@attrs.define
class CopyBlobs:
    """Copies once, and notes what came up.

    Attributes:
        blobs: that are copied.
        vault: where to.
        known: names of the objects that are there and not known to be damaged.
        kept: blobs that are in the vault now.
        copied: those of them that were not before.
        vanished: keys that the database names and the blob store does not have.
        changed: keys whose bytes are not those that the database tells of.
    """

    blobs: BlobStore
    vault: Vault
    known: set[bytes]
    kept: BlobCount = attrs.field(factory=BlobCount)
    copied: BlobCount = attrs.field(factory=BlobCount)
    vanished: list[str] = attrs.field(factory=list)
    changed: list[str] = attrs.field(factory=list)

    def __call__(self, named: Iterable[NamedBlob], before: Iterable[KeptBlob]) -> Iterator[KeptBlob]:
        """Each blob of the store, once it is in the vault.

        Args:
            named: by the database, sorted by key.
            before: in the back-up before, sorted by key.
        """
        rows = side_by_side(
            ((blob.key, blob) for blob in named),
            ((entry.key, entry) for entry in self.blobs.list("")),
            ((blob.key, blob) for blob in before),
        )
        for key, found in rows:
            kept = self._keep(_Found(key, *found))  # type: ignore[arg-type]  # one of each kind, in this order
            if kept is not None:
                self.kept += kept.size
                yield kept

    def _keep(self, found: _Found) -> KeptBlob | None:
        if found.entry is None:
            self._note_lack(found)
            return None
        if found.expected is not None and self.vault.holds(found.expected, self.known):
            return KeptBlob(found.key, found.expected, found.entry.size, found.entry.stored_at)
        before = len(self.known)
        try:
            with self.blobs.open(found.key) as stream:
                stored = self.vault.add(blocks_of(stream.read), self.known)
        except Missing:
            self._note_lack(found)
            return None
        if len(self.known) > before:
            self.copied += stored.size
        if found.named is not None and found.named.sha256 not in {None, stored.sha256}:
            self.changed.append(found.key)
        return KeptBlob(found.key, stored.sha256, stored.size, found.entry.stored_at)

    def _note_lack(self, found: _Found) -> None:
        if found.named is not None:
            self.vanished.append(found.key)

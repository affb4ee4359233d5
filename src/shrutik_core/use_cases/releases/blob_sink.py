"""Where the files of views go while a release is built: into the blob store, each whole or not at all."""

from types import TracebackType
from typing import Self

import attrs

from shrutik_core.ports.blob_store import BlobStore, Staging
from shrutik_core.releases.release import release_key
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import ReleaseId


@attrs.define
class BlobSink:
    """`ViewSink` of a release; what is not ended when it is left is discarded.

    Attributes:
        blobs: the store.
        release: whose files they are.
        stored: what was ended, by its name in the release.
    """

    blobs: BlobStore
    release: ReleaseId
    stored: dict[str, StoredBlob] = attrs.field(factory=dict, init=False)
    _open: dict[str, Staging] = attrs.field(factory=dict, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for staging in self._open.values():
            staging.discard()

    def create(self, name: str) -> "_BlobFile":
        """See `ViewSink.create`."""
        self._open[name] = staging = self.blobs.stage()
        return _BlobFile(self, name, staging)

    def end(self, name: str) -> None:
        """Make a blob of it."""
        self.stored[name] = self._open[name].commit(release_key(self.release, name))
        del self._open[name]


@attrs.define
class _BlobFile:
    """`ViewFile` of a staging."""

    sink: BlobSink
    name: str
    staging: Staging

    def write(self, data: bytes, /) -> None:
        """See `ViewFile.write`."""
        self.staging.write(data)

    def close(self) -> None:
        """See `ViewFile.close`."""
        self.sink.end(self.name)

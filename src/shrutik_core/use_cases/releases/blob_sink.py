"""Where the files of views go but to a folder: into a blob store, each whole or not at all."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

import attrs

from shrutik_core.ports.blob_store import BlobStore, Staging
from shrutik_core.shared.blobs import StoredBlob


@attrs.define
class BlobSink:
    """`ViewSink` of a store; what is not ended when it is left is discarded.

    Attributes:
        blobs: the store.
        key: where a file lies there, by its name.
        kept: whether it is remembered what was ended: memory grows with the files then.
        stored: what was ended, by its name; empty if that is not remembered.
    """

    blobs: BlobStore
    key: Callable[[str], str]
    kept: bool = True
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
        stored = self._open[name].commit(self.key(name))
        del self._open[name]
        if self.kept:
            self.stored[name] = stored


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

"""Files with their checksums beside them, listed as each one ends."""

import hashlib

import attrs

from shrutik_core.releases import checksums
from shrutik_core.releases.views.writing import ViewFile, ViewSink


@attrs.define
class SummedSink:
    """`ViewSink` that writes ``SHA256SUMS`` as well, in memory that does not grow with the number of files.

    Attributes:
        inner: takes the files.
        names: of files and folders that lie at the top, folders with ``/`` at their end.
    """

    inner: ViewSink
    names: set[str] = attrs.field(factory=set, init=False)
    _list: ViewFile | None = attrs.field(default=None, init=False)

    def create(self, name: str) -> "_SummedFile":
        """See `ViewSink.create`."""
        top, folder, _ = name.partition("/")
        self.names.add(top + folder)
        return _SummedFile(self, name, self.inner.create(name))

    def note(self, name: str, sha256: str) -> None:
        """List a file that has ended."""
        if self._list is None:
            self._list = self.inner.create(checksums.NAME)
        self._list.write(checksums.write_listed({name: sha256}).encode())

    def close(self) -> None:
        """The list is whole."""
        if self._list is not None:
            self._list.close()


@attrs.define
class _SummedFile:
    """A file that is hashed as it is written."""

    sink: SummedSink
    name: str
    file: ViewFile
    digest: "hashlib._Hash" = attrs.field(factory=hashlib.sha256, init=False)

    def write(self, data: bytes, /) -> None:
        """See `ViewFile.write`."""
        self.digest.update(data)
        self.file.write(data)

    def close(self) -> None:
        """See `ViewFile.close`."""
        self.file.close()
        self.sink.note(self.name, self.digest.hexdigest())

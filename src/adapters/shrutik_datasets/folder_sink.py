"""Files of views in a folder of this machine."""

from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import attrs

from shrutik_core.shared.errors import Unavailable


@attrs.frozen
class FolderSink:
    """`ViewSink` of a folder; folders in it are made as they are needed.

    As a context manager it closes what was not ended, for whoever writes may be broken off.

    Attributes:
        folder: where it lies.
    """

    folder: Path
    _begun: list[BinaryIO] = attrs.field(factory=list, init=False, eq=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._begun:
            file.close()

    def create(self, name: str) -> BinaryIO:
        """See `ViewSink.create`.

        Raises:
            Unavailable: ``folder_unwritable``, also if there is such a file already.
        """
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("xb", buffering=0)
        except OSError as error:
            raise Unavailable("folder_unwritable", f"{path}: {error.strerror or error}.") from error
        self._begun[:] = [one for one in self._begun if not one.closed]
        self._begun.append(file)
        return file

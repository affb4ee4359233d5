"""Files of views in a folder of this machine."""

from pathlib import Path
from typing import BinaryIO

import attrs

from shrutik_core.shared.errors import Unavailable


@attrs.frozen
class FolderSink:
    """`ViewSink` of a folder; folders in it are made as they are needed.

    Attributes:
        folder: where it lies.
    """

    folder: Path

    def create(self, name: str) -> BinaryIO:
        """See `ViewSink.create`.

        Raises:
            Unavailable: ``folder_unwritable``, also if there is such a file already.
        """
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return path.open("xb", buffering=0)
        except OSError as error:
            raise Unavailable("folder_unwritable", f"{path}: {error.strerror or error}.") from error

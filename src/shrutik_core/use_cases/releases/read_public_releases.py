"""Read files of releases that the operator has given to the whole world."""

from contextlib import AbstractContextManager
from typing import BinaryIO

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.release import ReleaseFile
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ReleaseId
from shrutik_core.use_cases.releases.served_file import found_release, served_file


@attrs.frozen
class ReadPublicReleases:
    """Files for anybody; nobody asks who it is, and the audit trail keeps no count.

    Attributes:
        units_of_work: where releases are.
        blobs: where their files are.
        series: names whose releases are public.
    """

    units_of_work: UnitsOfWork
    blobs: BlobStore
    series: frozenset[str] = frozenset()

    def file(self, release_id: ReleaseId, name: str) -> ReleaseFile:
        """One file of a public release that is ready.

        Raises:
            Gone: ``release_withdrawn`` if it holds a voice that was withdrawn; `extra` says where its feed is, and the
                release that took its place, if there is one.
            Missing: ``release_missing``, also if it is not public, or ``file_missing``.
        """
        with self.units_of_work() as uow:
            release = found_release(uow, release_id)
            if release.name not in self.series:
                raise Missing("release_missing", "There is no such release.")
            return served_file(uow, release, name)

    def open(self, file: ReleaseFile, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        """A range of a file that `file` gave."""
        return self.blobs.open(file.key, start, length)

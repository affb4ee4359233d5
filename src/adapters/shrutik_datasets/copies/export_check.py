"""Checks an exported release by its own checksums and counts, in memory of some bytes for each file."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

from shrutik_core.releases import checksums
from shrutik_core.releases.card.hub import DATA_FOLDER
from shrutik_core.releases.copies import export_told
from shrutik_core.releases.copies.export_told import ToldExport, read_export
from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.names import Kind, strange
from shrutik_core.releases.copies.report import CopyReport
from shrutik_core.releases.views.clip_files import SOUND_TYPES
from shrutik_core.shared.byte_lines import lines_in_blocks
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_datasets.copies.copy_folder import CopyFolder

_SOUNDS = tuple(SOUND_TYPES)
_DATA = f"{DATA_FOLDER}/"
_KEPT = 8
"""Bytes of a name's hash that are remembered: two of a million names are the same once in 37 million exports."""


@attrs.define
class ExportCheck:
    """One export as it is checked.

    Attributes:
        folder: where it lies.
        rows: how many clips a Parquet file holds; None if nothing here reads one.
        fast: whether names are enough.
    """

    folder: CopyFolder
    rows: Callable[[Path], int] | None
    fast: bool = False
    faults: list[CopyFault] = attrs.field(factory=list, init=False)
    _listed: set[bytes] = attrs.field(factory=set, init=False)
    _clips: int = attrs.field(default=0, init=False)
    _tables: list[str] = attrs.field(factory=list, init=False)

    def run(self) -> CopyReport:
        """Read the export and say what was found.

        Raises:
            Invalid: ``checksums_malformed`` or ``export_malformed``.
            Missing: ``copy_file_missing`` if it has no list of checksums.
        """
        told = read_export(self.folder.text(export_told.NAME))
        for number, name, sha256 in checksums.listed_in(self._lines()):
            self._file(number, name, sha256)
        self._others()
        checked, unchecked = [f"the names of {len(self._listed)} files"], []
        if self.fast:
            unchecked.append("bytes not checked: leave out --fast")
        else:
            checked.append("every byte")
        uncounted = self._counts(told)
        if uncounted:
            unchecked.append(uncounted)
        else:
            checked.append(f"{told.clips} clips")
        unchecked.append(f"signature not checked: an export has none; that of {told.release} is over root {told.root}")
        faults = tuple(sorted(dict.fromkeys(self.faults), key=lambda fault: fault.path))
        return CopyReport(told.release, faults, (), tuple(checked), tuple(unchecked))

    def _lines(self) -> Iterator[str]:
        for line in lines_in_blocks(self.folder.blocks(checksums.NAME)):
            try:
                yield line.decode()
            except UnicodeDecodeError as error:
                raise Invalid(
                    "not_utf8", f"{checksums.NAME} is not text in UTF-8; export the release again."
                ) from error

    def _file(self, number: int, name: str, sha256: str) -> None:
        key = _key(name)
        if key in self._listed:
            raise checksums.named_again(number, name)
        self._listed.add(key)
        self._clips += name.endswith(_SOUNDS)
        if name.startswith(_DATA):
            self._tables.append(name)
        try:
            if not self._is_as_listed(name, sha256):
                self.faults.append(CopyFault(name, "has other bytes than SHA256SUMS says; export the release again"))
        except Missing:  # also what is a link or no file, which is named by what lies there
            if not (self.folder.root / name).is_symlink():
                self.faults.append(CopyFault(name, "is missing; export the release again"))

    def _is_as_listed(self, name: str, sha256: str) -> bool:
        if self.fast:
            return self.folder.size(name) >= 0
        return self.folder.digest(name)[1] == sha256

    def _others(self) -> None:
        """What lies there and is not listed, or is not a file."""
        own = _key(checksums.NAME)
        for path, kind in self.folder.walk():
            self.faults += strange({path: kind})
            if kind is Kind.FILE and _key(path) not in self._listed and _key(path) != own:
                self.faults.append(CopyFault(path, "does not belong to the export; remove it"))

    def _counts(self, told: ToldExport) -> str:
        """Why clips could not be counted; a count that is not what is told is a fault."""
        found = self._clips
        if self._tables:
            if self.rows is None:
                return "clips not counted: pip install 'shrutik[datasets]'"
            if self.fast or self.faults:
                return "clips not counted: not every file was found to be whole"
            found = sum(self.rows(self.folder.root / name) for name in self._tables)
        if found != told.clips:
            self.faults.append(CopyFault(export_told.NAME, f"tells of {told.clips} clips, but there are {found}"))
        return ""


def _key(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()[:_KEPT]

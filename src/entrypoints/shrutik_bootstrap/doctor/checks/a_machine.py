"""This machine: settings, versions, room on its disks."""

import difflib
import os
import platform
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from shrutik_bootstrap.addresses import unreadable_addresses
from shrutik_bootstrap.data_folder import is_data_folder
from shrutik_bootstrap.doctor.finding import SETTINGS, HealthCheck, Observation, green, red, yellow
from shrutik_bootstrap.doctor.patient import Patient
from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_core import __version__
from shrutik_core.shared.errors import ShrutikError
from shrutik_system.blob_keys import FILE_NAME as BLOB_KEYS
from shrutik_system.keys import FILE_NAME as SECRETS
from shrutik_system.private_files import read_private
from shrutik_system.release_keys import FILE_NAME as RELEASE_KEY

_PREFIX = "SHRUTIK_"
# Read elsewhere than in the settings, by tests and by ways to start.
_OTHERS = frozenset({"SHRUTIK_COMMAND"})
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_GIGABYTE = 1e9
LEAST_BYTES, LEAST_SHARE = 1_000_000_000, 0.1
"""Below the bytes a disk is red; below the share of it, yellow."""


class SettingsCheck(HealthCheck):
    """Variables that nothing reads, addresses that cannot be read, and a data folder that is none."""

    name = SETTINGS

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        known = [f"{_PREFIX}{name.upper()}" for name in type(patient.settings).model_fields]
        unknown = sorted(name for name in os.environ if name.startswith(_PREFIX) and name not in {*known, *_OTHERS})
        for name in unknown:
            near = difflib.get_close_matches(name, known, 1)
            yield yellow(f"{name} is not a setting", f"did you mean {near[0]}?" if near else "remove it")
        wrong = [_wrong(name, fault) for name, fault in unreadable_addresses(patient.settings).items()]
        yield from wrong
        if not is_data_folder(patient.folder):
            yield red(f"{patient.folder} is not a data folder", "name one with --data")
        elif not unknown and not wrong:
            yield green(f"the settings of {patient.folder} can be used", data=str(patient.folder))


def _wrong(name: str, fault: ShrutikError) -> Observation:
    told = fault.detail if name in fault.detail else f"{name}: {fault.detail}"
    return red(told, "correct it, then look again", code=fault.code)


class KeysCheck(HealthCheck):
    """Whether the keys lie where the settings say, and only we can read and replace them."""

    name = "keys"

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        folder = keys_folder(patient.settings, patient.folder)
        there = [name for name in (SECRETS, RELEASE_KEY, BLOB_KEYS) if (folder / name).exists()]
        for name in there:
            read_private(folder / name, "rotate the keys")
        figures = {"folder": str(folder), "there": there}
        mode = stat.S_IMODE(folder.stat().st_mode)
        if patient.settings.keys is not None and mode & _OTHERS_WRITE:
            yield red(f"others may put keys into {folder} (mode {mode:04o})", f"run 'chmod 700 {folder}'", **figures)
        elif patient.settings.keys is not None and not there:
            told = f"there are none in {folder} yet; the first process makes them"
            yield yellow(
                told, "if this machine joins others, let SHRUTIK_KEYS name the folder that they share", **figures
            )
        else:
            yield green(f"{', '.join(there) or 'none yet'} in {folder}", **figures)


class VersionsCheck(HealthCheck):
    """Which programs work together."""

    name = "versions"

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        release, python = patient.settings.release_id, platform.python_version()
        told = f"Shrutik {__version__}, release {release}, Python {python}"
        yield green(told, shrutik=__version__, release=release, python=python)


class DiskCheck(HealthCheck):
    """Room where data, and back-ups if those are in a folder, are written.

    Args:
        least_bytes: that are to be free.
        least_share: of the disk that is to be free, 0 to 1.
    """

    name = "disk"

    def __init__(self, least_bytes: int = LEAST_BYTES, least_share: float = LEAST_SHARE) -> None:
        self._least_bytes, self._least_share = least_bytes, least_share

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        where = {"data": patient.folder}
        if patient.settings.backup_to and "://" not in patient.settings.backup_to:
            where["back-ups"] = _there(Path(patient.settings.backup_to).expanduser().absolute())
        for name, folder in where.items():
            yield self._room(name, folder)

    def _room(self, name: str, folder: Path) -> Observation:
        usage = shutil.disk_usage(folder)
        share = usage.free / usage.total
        told = f"{usage.free / _GIGABYTE:.1f} GB of {usage.total / _GIGABYTE:.1f} GB are free for {name}"
        advice = f"make room on the disk of {folder}, or move it to a larger one"
        figures = {"folder": str(folder), "free": usage.free, "total": usage.total}
        if usage.free < self._least_bytes:
            return red(told, advice, **figures)
        return yellow(told, advice, **figures) if share < self._least_share else green(told, **figures)


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return folder if folder.exists() or folder == folder.parent else _there(folder.parent)


CHECKS = (SettingsCheck, KeysCheck, VersionsCheck, DiskCheck)

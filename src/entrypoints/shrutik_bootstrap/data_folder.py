"""The data folder: known by its marker, made if it is not there, never taken if it is something else."""

import json
import tempfile
from pathlib import Path

from shrutik_core.shared.errors import Invalid, Missing

MARKER = "shrutik.json"
_FORMAT = 1


def claim_data_folder(folder: Path) -> Path:
    """The folder, made and marked as Shrutik's.

    Raises:
        Invalid: ``data_folder_not_writable``, or ``data_folder_foreign`` if it holds something else.
    """
    path = folder.expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not is_data_folder(path):
            if any(path.iterdir()):
                raise Invalid(
                    "data_folder_foreign",
                    f"{path} holds other things; name an empty folder, or one that does not exist.",
                )
            mark_data_folder(path)
        # A marker may be readable although nothing can be written any more.
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise Invalid(
            "data_folder_not_writable", f"Shrutik cannot write to {path}: {error.strerror or error}."
        ) from error
    return path


def existing_data_folder(folder: Path) -> Path:
    """The folder, which is one of Shrutik's already: for what would do harm, or nothing, in one that a slip named.

    Raises:
        Missing: ``data_folder_missing``.
    """
    path = folder.expanduser().absolute()
    if not is_data_folder(path):
        raise Missing(
            "data_folder_missing",
            f"{folder} is not a Shrutik data folder; name one with --data, or make one with `shrutik db upgrade`.",
        )
    return path


def mark_data_folder(folder: Path) -> None:
    """Make the folder one of Shrutik's."""
    (folder / MARKER).write_text(json.dumps({"format": _FORMAT}) + "\n", encoding="utf-8")


def is_data_folder(folder: Path) -> bool:
    """Whether the folder bears the marker."""
    return (folder / MARKER).is_file()

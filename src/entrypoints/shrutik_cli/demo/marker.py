"""The demo's own marker on a data folder: its password, and what may be deleted by ``--reset``."""

import json
import os
import secrets
import shutil
from pathlib import Path

import attrs

from shrutik_bootstrap.data_folder import MARKER, is_data_folder
from shrutik_bootstrap.database import LOCKS
from shrutik_core.shared.errors import Conflict

_FILE = "demo.json"
# A lock is held while the rest is deleted, and one that is taken away holds no one off.
_KEPT = frozenset({MARKER, *LOCKS, _FILE})


@attrs.frozen
class DemoMarker:
    """What the demo remembers about its folder.

    Attributes:
        password: of every account of the demo; made by chance, for the folder may be served to a network.
    """

    password: str = attrs.field(repr=False)


def read_marker(folder: Path) -> DemoMarker | None:
    """The marker of an earlier demo; None if there is none.

    Raises:
        Conflict: ``demo_mark_broken`` if the file is not what `make_marker` writes.
    """
    try:
        return DemoMarker(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise Conflict("demo_mark_broken", f"{folder / _FILE} cannot be read; choose another folder.") from error


def make_marker(folder: Path) -> DemoMarker:
    """A new marker, kept so that only its owner reads it."""
    marker = DemoMarker(secrets.token_urlsafe(9))
    draft = folder / f".{_FILE}.new"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(attrs.asdict(marker), file)
    draft.replace(folder / _FILE)
    return marker


def clear(folder: Path) -> None:
    """Delete what a demo made in its folder; the empty data folder stays, for its place and mode are the user's choice.

    The demo's marker goes last: broken off, it can be done again.

    Raises:
        Conflict: ``not_a_demo`` if it is not a data folder, or not that of a demo.
    """
    if not is_data_folder(folder) or not (folder / _FILE).is_file():
        raise Conflict("not_a_demo", f"{folder} holds no demo; nothing was deleted.")
    for entry in folder.iterdir():
        if entry.name in _KEPT:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    (folder / _FILE).unlink()

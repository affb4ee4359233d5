"""The demo's own mark on a data folder: its password, and what may be deleted by ``--reset``."""

import json
import os
import secrets
import shutil
from pathlib import Path

import attrs

from shrutik_core.shared.errors import Conflict

_FILE = "demo.json"
_NOT_A_DEMO = "{folder} holds no demo; choose another folder with --data."


@attrs.frozen
class Mark:
    """What the demo remembers about its folder.

    Attributes:
        password: of every account of the demo; made by chance, for the folder may be served to a network.
    """

    password: str = attrs.field(repr=False)


def read_mark(folder: Path) -> Mark | None:
    """The mark of an earlier demo; None where there is none.

    Raises:
        Conflict: ``demo_mark_broken`` where the file is not what `make_mark` writes.
    """
    try:
        return Mark(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise Conflict("demo_mark_broken", f"{folder / _FILE} cannot be read; choose another folder.") from error


def make_mark(folder: Path) -> Mark:
    """A new mark, kept so that only its owner reads it."""
    mark = Mark(secrets.token_urlsafe(9))
    draft = folder / f".{_FILE}.new"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(attrs.asdict(mark), file)
    draft.replace(folder / _FILE)
    return mark


def clear(folder: Path, marker: str) -> None:
    """Delete what a demo made in its folder; the folder stays, for its place and mode are the user's choice.

    The two marks go last: broken off, it can be done again.

    Args:
        folder: of an earlier demo.
        marker: name of the file that makes a folder a data folder.

    Raises:
        Conflict: ``not_a_demo`` where it is no data folder, or none of a demo.
    """
    if not (folder / marker).is_file() or not (folder / _FILE).is_file():
        raise Conflict("not_a_demo", _NOT_A_DEMO.format(folder=folder) + " Nothing was deleted.")
    for entry in folder.iterdir():
        if entry.name in {marker, _FILE}:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    (folder / _FILE).unlink()
    (folder / marker).unlink()

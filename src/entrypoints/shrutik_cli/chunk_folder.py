"""Where the clips of one recording are written: a folder that appears whole or not at all."""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import regex

from shrutik_core.shared.errors import Conflict

_UNSAFE = regex.compile(r"[^\w\p{M}.-]+")
_LONGEST = 80


def recording_name(source: Path, taken: set[str]) -> str:
    """A name for a recording from that of its file: safe in a path, and not yet taken."""
    stem = unicodedata.normalize("NFC", source.stem)
    base = _UNSAFE.sub("_", stem)[:_LONGEST].strip("._") or "recording"
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name.casefold())
    return name


def clip_name(recording: str, index: int) -> str:
    """The file name of a clip."""
    return f"{recording}_{index:05d}.flac"


def _is_ours(folder: Path, recording: str) -> bool:
    """Whether a folder holds clips of an earlier run and nothing else."""
    ours = re.compile(re.escape(recording) + r"_\d{5,}\.flac")
    return all(entry.is_file() and ours.fullmatch(entry.name) for entry in folder.iterdir())


@contextmanager
def clip_folder(out: Path, recording: str) -> Iterator[Path]:
    """A folder to write the clips of a recording to; it takes its place under ``out`` when the block ends well.

    Raises:
        Conflict: ``folder_taken`` if something else than clips of this recording is in the way.
    """
    place = out / recording
    if place.is_symlink() or place.is_file() or (place.is_dir() and not _is_ours(place, recording)):
        raise Conflict("folder_taken", f"{place} holds other files: move them away or choose another --out.")
    work = out / f".{recording}.{token_hex(8)}"
    try:
        work.mkdir(mode=0o700)
        fresh = work / "new"
        fresh.mkdir()
        yield fresh
        if place.exists():
            place.rename(work / "old")
        fresh.rename(place)
    finally:
        shutil.rmtree(work, ignore_errors=True)

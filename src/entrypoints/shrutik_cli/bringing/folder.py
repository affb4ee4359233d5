"""The folder of a corpus: its text files and its sounds, of which none lies outside it."""

import gzip
import hashlib
import unicodedata
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO

import attrs

from shrutik_core.corpora.utterance import CorpusFiles
from shrutik_core.shared.errors import Invalid, Missing

_BLOCK = 256 * 1024
_TEXTS = (".csv", ".tsv", ".json", ".jsonl", ".jsonl.gz", ".json.gz", ".scp")
_BARE = frozenset({"text", "utt2spk", "segments", "spk2gender", "utt2lang", "synthetic.txt"})
_OF_A_SPLIT = (
    *("wav.scp", "text", "utt2spk", "segments", "spk2gender", "utt2lang"),
    *("metadata.csv", "metadata.tsv", "metadata.jsonl"),
)


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise Missing("corpus_missing", f"{path} is not a folder.")
    return path.resolve()


@attrs.frozen
class CorpusFolder:
    """A folder that holds a corpus.

    Attributes:
        path: absolute, without symbolic links.
    """

    path: Path = attrs.field(converter=_folder)

    def files(self) -> CorpusFiles:
        """The files at its top, and in folders of splits, that may say what is in it.

        Folders are never listed, for there may be a million sounds in one.
        """
        inside = sorted(self.path.iterdir())
        named = [one for one in inside if one.name.endswith(_TEXTS) or one.name in _BARE]
        named += [folder / name for folder in inside if folder.is_dir() for name in _OF_A_SPLIT]
        return {one.relative_to(self.path).as_posix(): _opener(one) for one in named if self._holds(one)}

    def sound(self, named: str) -> Path:
        """A file of sound by its path from the folder on, however its name is composed.

        Raises:
            Invalid: ``path_outside`` if a link leads out of the folder.
            Missing: ``corpus_file_missing``.
        """
        spellings = (named, unicodedata.normalize("NFC", named), unicodedata.normalize("NFD", named))
        found = next((self.path / one for one in spellings if (self.path / one).is_file()), None)
        if found is None:
            raise Missing("corpus_file_missing", f"There is no file {named[:120]!r} in {self.path}.")
        if not self._holds(found):
            raise Invalid("path_outside", f"{named[:120]!r} is a link that leads out of the folder; copy the file.")
        return found

    def _holds(self, path: Path) -> bool:
        return path.is_file() and path.resolve().is_relative_to(self.path)


def _opener(path: Path) -> Callable[[], Iterable[bytes]]:
    return partial(_lines, path)


def _lines(path: Path) -> Iterable[bytes]:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            yield from file
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Invalid("corpus_file_damaged", f"{path.name} cannot be unpacked; copy it again.") from error


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def blocks(stream: BinaryIO) -> Iterable[bytes]:
    """The bytes of a stream, block by block."""
    while block := stream.read(_BLOCK):
        yield block

"""Paths that files of a release name, and whether they lead to something once the folder was moved."""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from posixpath import dirname, join, normpath

import attrs
import regex

_UPWARDS = regex.compile(rb'(?:\.\./)+[^\s",|<>()\\]+\.(?:flac|tar|jsonl|gz|zst|parquet)(?![\w.])')
_WHOLE = regex.compile(r"[\w.-]*(?:/[\w.*-]+)+\.(?:flac|tar|jsonl|gz|zst|parquet|csv|tsv|md|json|html)")
_CLIP = regex.compile(r"clips/([a-z]+)/[0-9a-f]{32}\.flac")
LINES = (".jsonl", ".jsonl.gz", ".csv", ".tsv", ".scp", "_manifest.json", ".md")
"""What the names of files end in that name paths line by line."""
INDEX = ".json"
"""What the names of files end in that name paths as values."""


@attrs.frozen
class Resolving:
    """Where paths may lead.

    Attributes:
        files: of the release.
        splits: that it has: a clip of one lies in ``clips/<split>/`` wherever the shards were unpacked.
    """

    files: frozenset[str]
    splits: frozenset[str]

    def leads(self, named: str, file: str) -> bool:
        """Whether a path leads to a file of the release, or a pattern of paths to one at least.

        Args:
            named: the path.
            file: that names it; the path is relative to its folder.
        """
        path = normpath(join(dirname(file), named))
        if "*" in path:
            return any(fnmatchcase(one, path) for one in self.files)
        clip = _CLIP.fullmatch(path)
        return path in self.files or (clip is not None and clip[1] in self.splits)


def paths_in_line(line: bytes) -> Iterator[str]:
    """The paths out of its own folder that a line of a text names."""
    for found in _UPWARDS.finditer(line):
        yield found[0].decode(errors="replace")


def paths_in_json(text: str | bytes) -> Iterator[str]:
    """The values of a JSON document that are paths and nothing else.

    Raises:
        ValueError: if it is none.
    """
    return (value for value in _texts(json.loads(text)) if _WHOLE.fullmatch(value))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from _texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held)

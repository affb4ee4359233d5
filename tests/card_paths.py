"""The paths that a card names, and what of a folder they lead to."""

from fnmatch import fnmatchcase

import regex

_HEAD = regex.compile(r'^    path: "([^"]+)"$', regex.MULTILINE)
_ROW = regex.compile(r"^\| (`.+`) \| .* \|$", regex.MULTILINE)
_PROGRAM = regex.compile(r'"((?:data|shards|views)/[^"]+)"')
_TOLD = regex.compile(r"`([\w.*/-]+(?:/|\.(?:html|md|json|jsonl|tar|parquet|csv|tsv|txt|zst)))`")


def paths_in(card):
    """All that a card names: in its head, its table, its sentences and its programs."""
    rows = [name.strip("`") for row in _ROW.findall(card) for name in row.split(", ")]
    return {*_HEAD.findall(card), *rows, *_PROGRAM.findall(card), *_TOLD.findall(card)}


def dead_paths(card, files):
    """The paths of a card that lead to none of these files."""
    return {path for path in paths_in(card) if not any(_leads(path, file) for file in files)}


def _leads(path, file):
    return file.startswith(path) if path.endswith("/") else fnmatchcase(file, path)

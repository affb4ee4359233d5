"""Names of files in a release: relative, with slashes, never leading out of the folder."""

import regex

from shrutik_core.shared.errors import Invalid

_NOT_IN_A_NAME = regex.compile(r"[\0\ud800-\udfff]")


def tidy_path(name: str) -> str:
    """The name without what changes nothing in it: ``./a//b`` is ``a/b``.

    Raises:
        Invalid: ``path_invalid`` if it is absolute, empty, names a folder (``a/``), goes up (``..``), or cannot be a
            name.
    """
    parts = name.split("/")
    tidy = "/".join(part for part in parts if part not in {"", "."})
    if not tidy or name[0] == "/" or parts[-1] in {"", "."} or ".." in parts or _NOT_IN_A_NAME.search(name):
        raise Invalid("path_invalid", f"{name[:200]!r} does not name a file inside the folder.")
    return tidy


def check_path(name: str) -> str:
    """The name, if it is tidy already.

    Raises:
        Invalid: ``path_invalid``.
    """
    if tidy_path(name) != name:
        raise Invalid("path_invalid", f"{name[:200]!r} has a shorter form; name the file by that.")
    return name

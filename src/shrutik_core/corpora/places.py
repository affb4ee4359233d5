"""Paths that a corpus names: they stay in its folder."""

from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.plain import is_plain

declare(Invalid, "path_outside", "A path leads out of the folder.")


def path_within(path: str) -> str:
    """The path with single slashes and without ``.`` and ``..``, if it stays in the folder that it starts from.

    Raises:
        Invalid: ``path_outside`` if it is empty or absolute, goes up by ``..`` out of the folder, or holds a backslash
            or what is no text.
    """
    steps: list[str] = []
    out = path.strip().startswith("/") or "\\" in path or not is_plain(path)
    for step in path.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step.strip() == "..":
            out = True
        # A step of blanks, or a dot with blanks around it, leads nowhere on some systems and somewhere on others.
        elif step.strip() not in {"", "."}:
            steps.append(step)
    if out or not steps:
        above = "; bring the folder above it, if that holds the file" if path.startswith("../") else ""
        raise Invalid(
            "path_outside",
            f"{path[:120]!r} does not lead to a file in the folder; name files relative to it, with '/'{above}.",
        )
    return "/".join(steps).strip()


def path_from(folder: str, path: str) -> str:
    """A path in a folder of the corpus, e.g. ``clips/a.mp3``; as it is if it names the folder already."""
    return path if path.startswith(f"{folder}/") else f"{folder}/{path}"

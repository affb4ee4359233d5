"""Paths that a corpus names: they stay in its folder."""

from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.plain import is_plain

declare(Invalid, "path_outside", "A path leads out of the folder.")


def path_within(path: str) -> str:
    """The path with single slashes and without ``.``, if it stays in the folder that it starts from.

    Raises:
        Invalid: ``path_outside`` if it is empty or absolute, goes up by ``..``, or holds a backslash or what is
            no text.
    """
    # A step of blanks, or a dot with blanks around it, leads nowhere on some systems and somewhere on others.
    steps = [step for step in path.split("/") if step.strip() not in {"", "."}]
    up = any(step.strip() == ".." for step in steps)
    if not steps or path.strip().startswith("/") or up or "\\" in path or not is_plain(path):
        raise Invalid(
            "path_outside",
            f"{path[:120]!r} does not lead to a file in the folder; name files from the folder on, with '/'.",
        )
    return "/".join(steps).strip()


def path_from(folder: str, path: str) -> str:
    """A path in a folder of the corpus, e.g. ``clips/a.mp3``; as it is if it names the folder already."""
    return path if path.startswith(f"{folder}/") else f"{folder}/{path}"

"""The one lazy loader: a command's module is imported when the command is called."""

from importlib import import_module
from types import ModuleType

from shrutik_core.shared.errors import Unavailable


def load(module: str, extras: str) -> ModuleType:
    """A module of the command line.

    This is the only place where the project imports at run time what it does not import at its head: ``shrutik --help``
    must not wait for a database driver, and a command must say which extra it lacks.

    Args:
        module: full name.
        extras: what to install where a package is missing, e.g. ``audio,cli``.

    Raises:
        Unavailable: ``extra_missing`` where a package that an extra brings is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        missing = error.name or "a package"
        if missing.startswith("shrutik_"):
            raise
        detail = f"This command needs the package {missing}: pip install 'shrutik[{extras}]'."
        raise Unavailable("extra_missing", detail) from error

"""The one place that imports at run time what is not imported at a module's head, or says which extra brings it."""

import gc
import sys
from importlib import import_module
from types import ModuleType

from shrutik_core.shared.errors import Unavailable


def load(module: str, extras: str) -> ModuleType:
    """A module whose packages may not be installed, or that must not be imported before it is needed.

    Args:
        module: full name.
        extras: what to install if a package is missing, e.g. ``audio,cli``.

    Raises:
        Unavailable: ``extra_missing`` if a package that an extra brings is not installed.
    """
    collecting, known = gc.isenabled(), module in sys.modules
    gc.disable()
    try:
        found = import_module(module)
    except ModuleNotFoundError as error:
        missing = (error.name or "a package").partition(".")[0]
        if missing.startswith("shrutik_"):
            raise
        detail = f"This needs the package {missing}: pip install 'shrutik[{extras}]'."
        raise Unavailable("extra_missing", detail) from error
    else:
        # What is imported stays: looking for garbage among it, now or ever, takes a tenth of the time and finds none.
        if not known:
            gc.freeze()
        return found
    finally:
        if collecting:
            gc.enable()

"""A room's public names, brought in when they are first asked for: a part of the room costs no import of the rest."""

from collections.abc import Callable, Mapping
from importlib import import_module


def lazy_names(room: str, places: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package.

    Args:
        room: full name of the package.
        places: modules of the room, with the names that each gives.
    """
    homes = {name: f"{room}.{module}" for module, names in places.items() for name in names}

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    return find

"""Where things lie in the store that back-ups are written to."""

OBJECTS, BACKUPS, DAMAGED, SEAL = "objects/", "backups/", "damaged/", "seal.json"
_MANIFEST = ".json"


def object_key(name: str) -> str:
    """Where an object lies, by its name: 64 hexadecimal digits."""
    return f"{OBJECTS}{name[:2]}/{name}"


def object_name(key: str) -> str:
    """The name of the object that lies there."""
    return key.rpartition("/")[2]


def damaged_key(name: str) -> str:
    """Where it is noted that the object of that name is damaged, and to be copied anew."""
    return f"{DAMAGED}{name}"


def manifest_key(backup: str) -> str:
    """Where a back-up's manifest lies; it is written last, so that a back-up is there whole or not at all."""
    return f"{BACKUPS}{backup}{_MANIFEST}"


def backup_of(key: str) -> str:
    """The id of the back-up whose manifest lies there."""
    return key.removeprefix(BACKUPS).removesuffix(_MANIFEST)

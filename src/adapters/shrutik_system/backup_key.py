"""The key of back-ups, in a file that its owner alone may read."""

import base64
import binascii
import secrets
from pathlib import Path

from shrutik_core.shared.errors import Conflict, Invalid, Unavailable
from shrutik_system.private_files import make_private, read_private

_PREFIX, _BYTES = "shrutik-backup-key-1:", 32


def make_backup_key(path: Path) -> bytes:
    """Make a key of back-ups, 32 random bytes, in a file for this account alone.

    Raises:
        Conflict: ``key_file_taken`` if there is a file already.
        Unavailable: ``keys_unavailable``.
    """
    if path.exists() or path.is_symlink():
        raise Conflict("key_file_taken", f"{path} is there already; a key is never written over.")
    try:
        make_private(path, f"{_PREFIX}{base64.b64encode(secrets.token_bytes(_BYTES)).decode()}\n")
    except OSError as error:
        raise _unusable(path, error) from error
    return read_backup_key(path)


def read_backup_key(path: Path) -> bytes:
    """The 32 bytes of a key in a file.

    Raises:
        Invalid: ``keys_exposed`` if others may read it, ``keys_damaged`` if it holds no key of back-ups.
        Unavailable: ``keys_unavailable`` if it cannot be read.
    """
    try:
        text = read_private(path, "make a new key and new back-ups if a stranger may have read it").strip()
        key = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
    except OSError as error:
        raise _unusable(path, error) from error
    except (binascii.Error, UnicodeDecodeError) as error:
        raise _damaged(path) from error
    if not text.startswith(_PREFIX) or len(key) != _BYTES:
        raise _damaged(path)
    return key


def _damaged(path: Path) -> Invalid:
    return Invalid("keys_damaged", f"{path} holds no key of back-ups; `shrutik backup key FILE` makes one.")


def _unusable(path: Path, error: OSError) -> Unavailable:
    return Unavailable("keys_unavailable", f"The key of back-ups in {path} cannot be used ({error.strerror}).")

"""The keys of a data folder in its back-ups: public ones always, secret ones in those that are sealed."""

import json
from collections.abc import Mapping
from pathlib import Path

from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.settings import Settings
from shrutik_core.releases.signing.key_list import write_key_list
from shrutik_core.shared.errors import Conflict, Invalid, Missing, Unavailable, declare
from shrutik_system.blob_keys import FILE_NAME as BLOB_KEYS
from shrutik_system.keys import FILE_NAME as SECRETS
from shrutik_system.keys import load_keys
from shrutik_system.private_files import make_private, read_private
from shrutik_system.release_keys import FILE_NAME as RELEASE_KEY
from shrutik_system.release_keys import load_release_keys

declare(Missing, "keys_not_found", "The keys of this installation are not where they should be.")
declare(Conflict, "keys_there", "There are keys already, by which a restored place would act as another installation.")

FORMER_KEYS = "former-release-keys.txt"
"""In a restored data folder: by which the releases of before are verified, if it signs with a key of its own."""


def keys_to_back_up(settings: Settings, folder: Path) -> Path:
    """The folder of the installation's keys, which are there: a back-up makes none, for those would be others.

    Only the release key of a data folder may not be there yet: it is made at its first use, of which this is one.

    Raises:
        Invalid: ``settings_invalid``.
        Missing: ``keys_not_found``.
    """
    where = keys_folder(settings, folder)
    needed = [SECRETS, *([RELEASE_KEY] if settings.keys else []), *([BLOB_KEYS] if settings.encrypt_blobs else [])]
    for name in needed:
        if _is_missing(where / name):
            detail = f"There is no {name} in {where}: set SHRUTIK_KEYS to the folder of the keys, or put it back there."
            if settings.keys is None:
                detail += " A new installation has its keys once it has been started."
            elif name == RELEASE_KEY:
                detail += " `shrutik keys rotate-release` makes the first, if no release has been signed yet."
            raise Missing("keys_not_found", detail)
    return where


def public_keys_of(folder: Path) -> str:
    """The public halves of the keys that signed releases, as ``KEYS`` lists them.

    Raises:
        Invalid: if the keys cannot be used.
        Unavailable: ``keys_unavailable``.
    """
    keys = load_release_keys(folder)
    return write_key_list(keys.secret.key, keys.successions)


def secrets_of(folder: Path) -> bytes:
    """The files of secret keys, as one text.

    Raises:
        Invalid: if the keys cannot be used.
        Unavailable: ``keys_unavailable``.
    """
    load_keys(folder)
    load_release_keys(folder)
    held = {name: read_private(folder / name, "rotate the keys") for name in (SECRETS, RELEASE_KEY)}
    return json.dumps(held).encode()


def check_no_other_keys(where: Path, secrets: bytes | None) -> None:
    """That a place into which a back-up is restored finds no keys but those that come along.

    Args:
        where: its keys will lie.
        secrets: that come along; None if it shall make new ones, and act as nobody.

    Raises:
        Conflict: ``keys_there``.
        Invalid: ``backup_damaged``, or ``keys_exposed``.
        Unavailable: ``keys_unavailable``.
    """
    held = {} if secrets is None else _files_of(secrets)
    for name in (SECRETS, RELEASE_KEY):
        found = _text_of(where / name)
        if found is not None and secrets is None:
            raise Conflict(
                "keys_there",
                f"{where} has the keys of an installation, and the restored place would act as that one: name an empty "
                "folder in SHRUTIK_KEYS, or give --with-keys if it takes its place.",
            )
        if found not in {None, held.get(name)}:
            raise Conflict(
                "keys_there", f"{where} has a different {name} from the back-up: name an empty folder in SHRUTIK_KEYS."
            )


def put_back_secrets(where: Path, secrets: bytes) -> None:
    """Write the files of secret keys to where a place has none, which is the installation of before then.

    Raises:
        Invalid: ``backup_damaged`` if these are no such files.
        Unavailable: ``keys_unavailable``.
    """
    for name, text in _files_of(secrets).items():
        try:
            make_private(where / name, text)
        except OSError as error:
            raise _unavailable(where / name, error) from error
    load_keys(where)
    load_release_keys(where)


def _files_of(secrets: bytes) -> Mapping[str, str]:
    held: Mapping[str, str] = json.loads(secrets)
    if set(held) != {SECRETS, RELEASE_KEY}:
        raise Invalid("backup_damaged", "The secret keys of this back-up are not those that this version knows.")
    return held


def _text_of(path: Path) -> str | None:
    """What stands in a file of keys; None if there is none."""
    try:
        return read_private(path, "rotate the keys")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unavailable(path, error) from error


def _unavailable(path: Path, error: OSError) -> Unavailable:
    return Unavailable("keys_unavailable", f"The keys in {path} cannot be used ({error.strerror}).")


def _is_missing(path: Path) -> bool:
    """Whether it is not there; whoever reads it says it better if it cannot be looked at."""
    try:
        path.lstat()
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return False

"""The keys that wrap those of encrypted blobs: made when encryption is first asked for, read by their owner alone."""

import base64
import binascii
import json
import secrets
from collections.abc import Sequence
from pathlib import Path

import attrs

from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_system.private_files import make_private, read_private, replace_private

FILE_NAME = "blob-keys.json"
_SECRET_BYTES, _ID_BYTES = 32, 4


@attrs.frozen
class BlobKey:
    """One key.

    Attributes:
        id: its name, 8 hexadecimal digits.
        secret: 32 random bytes.
    """

    id: str
    secret: bytes = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        if len(bytes.fromhex(self.id)) != _ID_BYTES or len(self.secret) != _SECRET_BYTES:
            raise ValueError(f"A key of blobs has {_SECRET_BYTES} bytes, and a name of {2 * _ID_BYTES} digits.")


def blob_keys(folder: Path) -> tuple[BlobKey, ...]:
    """The keys of a data folder, the one that wraps first; empty if blobs are not encrypted there.

    Args:
        folder: exists.

    Raises:
        Invalid: ``keys_exposed`` if others may read the file, ``keys_damaged`` if it holds no keys of blobs.
        Unavailable: ``keys_unavailable`` if the folder cannot be read.
    """
    path = folder / FILE_NAME
    try:
        return _parsed(
            read_private(path, "encrypt all blobs anew under other keys if a stranger may have read it"), path
        )
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _unavailable(path, error) from error


def load_blob_keys(folder: Path) -> tuple[BlobKey, ...]:
    """The keys of a data folder; made if it has none yet, also if several processes ask at once.

    Raises:
        Invalid: as `blob_keys` does.
        Unavailable: ``keys_unavailable``.
    """
    found, path = blob_keys(folder), folder / FILE_NAME
    if found:
        return found
    try:
        make_private(path, _written([_new_key()]))
    except OSError as error:
        raise _unavailable(path, error) from error
    return blob_keys(folder)


def rotate_blob_keys(folder: Path) -> str:
    """Put a new key before the others, all of which stay, as blobs need them; its name.

    Raises:
        Invalid: as `blob_keys` does, or ``blobs_not_encrypted`` if there is none yet.
        Unavailable: ``keys_unavailable``.
    """
    before, path, made = _some(folder), folder / FILE_NAME, _new_key()
    try:
        replace_private(path, _written([made, *before]))
    except OSError as error:
        raise _unavailable(path, error) from error
    return made.id


def retire_blob_keys(folder: Path) -> tuple[str, ...]:
    """Forget all keys but the first; the names of those that are gone. Blobs that they wrap are lost.

    Raises:
        Invalid: as `blob_keys` does, or ``blobs_not_encrypted`` if there is none.
        Unavailable: ``keys_unavailable``.
    """
    keys, path = _some(folder), folder / FILE_NAME
    try:
        replace_private(path, _written(keys[:1]))
    except OSError as error:
        raise _unavailable(path, error) from error
    return tuple(key.id for key in keys[1:])


def _some(folder: Path) -> tuple[BlobKey, ...]:
    if keys := blob_keys(folder):
        return keys
    raise Invalid("blobs_not_encrypted", f"Blobs of {folder} are not encrypted; set SHRUTIK_ENCRYPT_BLOBS=true.")


def _parsed(text: str, path: Path) -> tuple[BlobKey, ...]:
    try:
        held = json.loads(text)["keys"]
        keys = tuple(BlobKey(one["id"], base64.b64decode(one["secret"], validate=True)) for one in held)
        if not keys:
            raise ValueError("no key")
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise Invalid("keys_damaged", f"{path} holds no keys of blobs; put it back from a back-up.") from error
    return keys


def _written(keys: Sequence[BlobKey]) -> str:
    told = [{"id": one.id, "secret": base64.b64encode(one.secret).decode()} for one in keys]
    return json.dumps({"keys": told}, indent=2)


def _new_key() -> BlobKey:
    return BlobKey(secrets.token_hex(_ID_BYTES), secrets.token_bytes(_SECRET_BYTES))


def _unavailable(path: Path, error: OSError) -> Unavailable:
    advice = "let this account read and write there, or choose another data folder"
    return Unavailable("keys_unavailable", f"The keys in {path} cannot be used ({error.strerror}): {advice}.")

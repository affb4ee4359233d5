"""The key that signs an installation's releases: made at its first use, read by its owner alone, handed on by `rotate`.

The file's first two lines are a secret key of minisign's without a password, and one that ``minisign -G -W`` made may
be put in its place; below them stand the successions that led to it, as ``KEYS`` lists them. They are in one file so
that a process that is killed while it rotates leaves either the old key or the new one with its succession.
"""

import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import attrs

from shrutik_core.releases.signing.key_chain import Succession, hand_over, read_keys, write_keys
from shrutik_core.releases.signing.minisign_text import KEY_ID_BYTES
from shrutik_core.releases.signing.release_key import (
    KEY_BYTES,
    ReleaseKey,
    ReleaseSecret,
    read_secret,
    write_secret,
)
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_system.private_files import make_private, read_private, replace_private
from shrutik_system.release_signer import Ed25519ReleaseSigner, public_half

FILE_NAME = "release.key"


@attrs.frozen
class ReleaseKeys:
    """What an installation signs its releases with.

    Attributes:
        secret: the key that signs now.
        successions: how it came to be the one that signs; nothing secret.
    """

    secret: ReleaseSecret
    successions: tuple[Succession, ...] = ()

    @property
    def signer(self) -> Ed25519ReleaseSigner:
        """Signs with the key.

        Raises:
            Invalid: ``keys_damaged`` if its halves do not belong together.
        """
        return Ed25519ReleaseSigner(self.secret)


def load_release_keys(folder: Path) -> ReleaseKeys:
    """The release key of a data folder; made if it has none yet, also if several processes ask at once.

    Args:
        folder: exists.

    Raises:
        Invalid: ``keys_exposed`` if others may read the file, ``keys_damaged`` if it holds no release key,
            ``secret_encrypted`` if the key has a password.
        Unavailable: ``keys_unavailable`` if the folder cannot be read or written.
    """
    path = folder / FILE_NAME
    try:
        with suppress(FileNotFoundError):
            return _read(path)
        make_private(path, write_secret(_new_secret()))
        return _read(path)
    except OSError as error:
        raise _unavailable(path, error) from error


def rotate_release_key(folder: Path, now: datetime) -> ReleaseKeys:
    """Put a new key in the place of the one that signs, which vouches for it with its last signature and is gone.

    Args:
        folder: exists.
        now: with a time zone.

    Raises:
        Invalid: ``keys_exposed``, ``keys_damaged`` or ``secret_encrypted``, as `load_release_keys` does.
        Unavailable: ``keys_unavailable``.
    """
    before, path, made = load_release_keys(folder), folder / FILE_NAME, _new_secret()
    signer, number = before.signer, len(before.successions) + 2
    after = ReleaseKeys(made, (*before.successions, hand_over(number, signer.key, made.key, now, signer.sign)))
    try:
        replace_private(path, write_secret(after.secret) + write_keys(after.successions))
    except OSError as error:
        raise _unavailable(path, error) from error
    return after


def _read(path: Path) -> ReleaseKeys:
    text = read_private(path, "rotate the release key if a stranger may have read it, and tell whoever trusts it")
    try:
        below = "".join(text.split("\n", 2)[2:])
        keys = ReleaseKeys(read_secret(text), read_keys(below))
        _ = keys.signer
    except Invalid as error:
        if error.code == "secret_encrypted":
            raise
        raise Invalid("keys_damaged", f"{path} holds no release key; put it back from a back-up.") from error
    if keys.successions and keys.successions[-1].key != keys.secret.key:
        raise Invalid("keys_damaged", f"The key in {path} is not the one that its successions lead to.")
    return keys


def _new_secret() -> ReleaseSecret:
    seed = secrets.token_bytes(KEY_BYTES)
    return ReleaseSecret(ReleaseKey(secrets.token_bytes(KEY_ID_BYTES), public_half(seed)), seed)


def _unavailable(path: Path, error: OSError) -> Unavailable:
    advice = "let this account read and write there, or choose another data folder"
    return Unavailable("keys_unavailable", f"The release key in {path} cannot be used ({error.strerror}): {advice}.")

"""The keys of a data folder: made at its first start, read by its owner alone."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from contextlib import suppress
from pathlib import Path

import attrs

from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_system.private_files import make_private, read_private, replace_private

FILE_NAME = "keys.json"
_SECRET_BYTES = 32
MOST_KEYS = 3
"""Keys of access tokens that are kept: the one that signs, and those before it."""


@attrs.frozen
class SigningKey:
    """One key that signs access tokens.

    Attributes:
        kid: its name, in each token's header.
        secret: 32 random bytes or more.
    """

    kid: str
    secret: bytes = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.kid or len(self.secret) < _SECRET_BYTES:
            raise Invalid("keys_damaged", f"A signing key has a name and at least {_SECRET_BYTES} bytes.")


@attrs.frozen
class Keys:
    """What a data folder keeps secret.

    Attributes:
        tokens: for access tokens; the first signs.
        links: for signed links.
        release_salt: makes speakers' pseudonyms in releases; whoever loses it breaks their continuity.
        origins: makes origins of addresses; a folder from before they were kept has one that follows from its links.
    """

    tokens: tuple[SigningKey, ...]
    links: bytes = attrs.field(repr=False)
    release_salt: bytes = attrs.field(repr=False)
    origins: bytes = attrs.field(repr=False)

    @property
    def second_looks(self) -> bytes:
        """Chooses the chunks that are looked at twice; follows from the release salt."""
        return hashlib.blake2b(self.release_salt, person=b"second looks").digest()

    @property
    def webhooks(self) -> bytes:
        """Makes secrets of webhooks; follows from the key of links."""
        return hashlib.blake2b(self.links, person=b"webhooks").digest()


def load_keys(folder: Path) -> Keys:
    """The keys of a data folder; made if it has none yet, also if several processes ask at once.

    Args:
        folder: exists.

    Raises:
        Invalid: ``keys_exposed`` if others may read the file, ``keys_damaged`` if it is not a file of keys.
        Unavailable: ``keys_unavailable`` if the folder cannot be read or written.
    """
    path = folder / FILE_NAME
    try:
        with suppress(FileNotFoundError):
            return _read(path)
        _make(path)
        return _read(path)
    except OSError as error:
        advice = "let this account read and write there, or choose another data folder"
        raise Unavailable(
            "keys_unavailable", f"The keys in {path} cannot be used ({error.strerror}): {advice}."
        ) from error


def rotate_keys(folder: Path) -> str:
    """Put a new key before those that sign access tokens, and take the oldest away beyond `MOST_KEYS`; its name.

    Tokens of the keys that stay are believed until they run out. What runs already signs with the key that it knows,
    and reads the new one when it starts again.

    Raises:
        Invalid: ``keys_exposed`` or ``keys_damaged``, as `load_keys` does.
        Unavailable: ``keys_unavailable``.
    """
    before, path, made = load_keys(folder), folder / FILE_NAME, _new_key()
    older = [_told(key) for key in before.tokens[: MOST_KEYS - 1]]
    others = {"links": before.links, "release_salt": before.release_salt, "origins": before.origins}
    held = {"tokens": [made, *older], **{name: _text(secret) for name, secret in others.items()}}
    try:
        replace_private(path, json.dumps(held, indent=2))
    except OSError as error:
        raise Unavailable("keys_unavailable", f"The keys in {path} cannot be written ({error.strerror}).") from error
    return made["kid"]


def _read(path: Path) -> Keys:
    return _parsed(
        read_private(path, "delete it if a stranger may have read it, after which everybody must log in again"), path
    )


def _parsed(text: str, path: Path) -> Keys:
    try:
        held = json.loads(text)
        tokens = tuple(SigningKey(key["kid"], _bytes(key["secret"])) for key in held["tokens"])
        links = _bytes(held["links"])
        # Processes that start at once on an old folder must all have the same one, so it is not drawn.
        origins = _bytes(held["origins"]) if "origins" in held else hmac.digest(links, b"origins", hashlib.sha256)
        return Keys(tokens, links, _bytes(held["release_salt"]), origins)
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error, Invalid) as error:
        raise Invalid("keys_damaged", f"{path} holds no keys; put it back from a back-up.") from error


def _make(path: Path) -> None:
    """Put the first keys into their place, unless there are some by now."""
    make_private(path, json.dumps(_new_keys(), indent=2))


def _new_keys() -> dict[str, object]:
    return {"tokens": [_new_key()], "links": _new_secret(), "release_salt": _new_secret(), "origins": _new_secret()}


def _new_key() -> dict[str, str]:
    return {"kid": secrets.token_hex(4), "secret": _new_secret()}


def _told(key: SigningKey) -> dict[str, str]:
    return {"kid": key.kid, "secret": _text(key.secret)}


def _new_secret() -> str:
    return _text(secrets.token_bytes(_SECRET_BYTES))


def _text(secret: bytes) -> str:
    return base64.b64encode(secret).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)

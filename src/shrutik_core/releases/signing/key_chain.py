"""Successions of keys: each is signed by the one before it, so that whoever trusts one of them reaches the newest.

``KEYS`` is JSON Lines, one succession a line, oldest first; it is empty as long as there was one key. A line is the
canonical JSON of ``number`` (2 for the second key), ``previous`` and ``key`` (both as ``minisign -P`` takes them),
``at``, ``statement`` and ``signature``; signed is the canonical JSON of the same without ``signature``, which is the
text of a ``.minisig`` file.
"""

from collections.abc import Iterable
from datetime import datetime

import attrs

from shrutik_core.releases.canonical import canonical_json, read_canonical, read_instant, write_instant
from shrutik_core.releases.signing.release_key import ReleaseKey, read_key
from shrutik_core.releases.signing.release_signature import (
    Holds,
    ReleaseSignature,
    Sign,
    check_signature,
    read_signature,
    sign,
    write_signature,
)
from shrutik_core.shared.errors import Invalid

NAME = "KEYS"
_STATEMENT = "shrutik key succession 1"
_MEMBERS = {"at", "key", "number", "previous", "signature", "statement"}


@attrs.frozen
class Succession:
    """One key hands over to the next.

    Attributes:
        number: of the new key: 2, 3 …
        previous: the key that signed this.
        key: the one that signs from now on.
        at: with a time zone.
        signature: by the previous key.
    """

    number: int
    previous: ReleaseKey
    key: ReleaseKey
    at: datetime
    signature: ReleaseSignature

    @property
    def statement(self) -> bytes:
        """What was signed."""
        return _statement(self.number, self.previous, self.key, self.at)


def hand_over(number: int, previous: ReleaseKey, key: ReleaseKey, at: datetime, by: Sign) -> Succession:
    """The succession of one key by another.

    Args:
        number: of the new key, from 2 on.
        previous: the key that signs.
        key: the one that follows.
        at: now, with a time zone.
        by: signs with the previous key's secret half.
    """
    signature = sign(_statement(number, previous, key, at), f"key {number} is {key.name}", previous, by)
    return Succession(number, previous, key, at, signature)


def follow(anchor: ReleaseKey, successions: Iterable[Succession], holds: Holds) -> tuple[ReleaseKey, ...]:
    """The keys that whoever trusts one of them may trust: it, and those after it, the newest last.

    Those before it are none of these: a key answers for the next one, not for the one before.

    Args:
        anchor: the key that is trusted already.
        successions: all, oldest first.
        holds: checks one Ed25519 signature.

    Raises:
        Invalid: ``keys_broken`` at the first succession that does not follow from the one before, or brings back a key;
            ``signature_wrong`` or ``signature_unknown`` if the previous key did not sign it; ``key_strange`` if the
            anchor is none of the keys.
    """
    chain: list[ReleaseKey] = []
    for number, succession in enumerate(successions, 2):
        chain = chain or [succession.previous]
        known = {key.value for key in chain}
        if (succession.number, succession.previous) != (number, chain[-1]) or succession.key.value in known:
            raise Invalid("keys_broken", f"Key {number} in {NAME} does not follow from the one before; fetch it again.")
        check_signature(succession.statement, succession.signature, [succession.previous], holds)
        chain.append(succession.key)
    if chain and anchor not in chain:
        detail = (
            f"The key {anchor.name} that is trusted here is none of those in {NAME}; do not trust what they signed."
        )
        raise Invalid("key_strange", detail)
    return tuple(chain[chain.index(anchor) :]) if chain else (anchor,)


def write_keys(successions: Iterable[Succession]) -> str:
    """The text of ``KEYS``."""
    return "".join(f"{canonical_json(_told(one))}\n" for one in successions)


def read_keys(text: str) -> tuple[Succession, ...]:
    """The successions that ``KEYS`` lists; whether they hold is for `follow` to say.

    Raises:
        Invalid: ``statement_malformed`` or ``signature_malformed``.
    """
    return tuple(_read(line) for line in text.removesuffix("\n").split("\n")) if text else ()


def _read(line: str) -> Succession:
    said = read_canonical(line)
    strings = _MEMBERS - {"number"}
    right = said.keys() == _MEMBERS and all(isinstance(said[name], str) for name in strings)
    if not right or type(said["number"]) is not int or said["statement"] != _STATEMENT:
        raise Invalid("statement_malformed", f"Not a succession of keys: {line[:80]!r}.")
    signature = read_signature(said["signature"])
    previous, key = read_key(said["previous"]), read_key(said["key"])
    return Succession(said["number"], previous, key, read_instant(said["at"]), signature)


def _told(one: Succession) -> dict[str, object]:
    said = _said(one.number, one.previous, one.key, one.at)
    return said | {"signature": write_signature(one.signature)}


def _statement(number: int, previous: ReleaseKey, key: ReleaseKey, at: datetime) -> bytes:
    return canonical_json(_said(number, previous, key, at)).encode()


def _said(number: int, previous: ReleaseKey, key: ReleaseKey, at: datetime) -> dict[str, object]:
    told = {"number": number, "previous": previous.text, "key": key.text}
    return told | {"at": write_instant(at), "statement": _STATEMENT}

"""An audit entry: who did what to what, when and from where; never changed."""

import math
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from uuid import UUID

import attrs

from shrutik_core.shared.ids import AuditEntryId, ContributorId

SALT_BYTES = 16
# Numbers up to here are written in one way by every JSON library and database.
_LARGEST_NUMBER = 1e15


@attrs.frozen
class Link:
    """An entry's place in the chain (see `chain`).

    Attributes:
        number: 1 for the first entry; none is left out.
        previous: digest of the entry before, 64 hexadecimal digits; zeros for the first.
        digest: SHA-256 of this entry's canonical bytes, 64 hexadecimal digits.
        origin_digest: SHA-256 of salt and origin; empty if there was none. It stays when the origin is forgotten.
    """

    number: int = attrs.field(validator=attrs.validators.ge(1))
    previous: str = attrs.field(validator=attrs.validators.matches_re("[0-9a-f]{64}"))
    digest: str = attrs.field(validator=attrs.validators.matches_re("[0-9a-f]{64}"))
    origin_digest: str = attrs.field(validator=attrs.validators.matches_re("([0-9a-f]{64})?"))


def plain_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts as JSON holds them: ids and instants as text, sets in order, numbers that every reader writes alike.

    Raises:
        ValueError: if one is neither text, truth, number, id, instant nor made of these: the program is wrong.
    """
    return {str(name): _plain(value) for name, value in facts.items()}


def _plain(value: object) -> object:
    match value:
        case Mapping():
            return plain_facts(value)
        case set() | frozenset():
            return sorted(map(_plain, value), key=str)
        case list() | tuple():
            return [_plain(one) for one in value]
    return _single(value)


def _single(value: object) -> object:
    match value:
        case None | bool():
            return value
        case int() | float() if math.isfinite(value) and abs(value) <= _LARGEST_NUMBER:
            return value + 0  # no negative zero
        case Enum():
            return _single(value.value)
        case datetime():
            return value.isoformat()
        case str() | UUID():
            return str(value)
    raise ValueError(f"{value!r} cannot be a fact of an audit entry.")


@attrs.frozen
class AuditEntry:
    """One thing that was done. Nothing in it is personal data but the origin, which may be forgotten.

    Attributes:
        id: UUIDv7.
        at: UTC.
        actor: who did it; None for the system or an operator at the command line.
        action: dotted, past tense, e.g. ``contributor.role_changed``.
        subject: the id of what it was done to.
        facts: what else matters, without secrets, texts, names or addresses.
        origin: network that it was done from, e.g. ``192.0.2.0/24``; empty for the system, at the command line, and
            once it is forgotten.
        salt: 16 bytes that make the origin's digest hard to guess; empty if the origin is.
        link: place in the chain; None until the entry is kept. Entries are equal whatever it is.
    """

    id: AuditEntryId
    at: datetime
    actor: ContributorId | None
    action: str
    subject: UUID
    facts: Mapping[str, object] = attrs.field(factory=dict, converter=plain_facts)
    origin: str = ""
    salt: bytes = attrs.field(default=b"", eq=False, repr=False)
    link: Link | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        if len(self.salt) != (SALT_BYTES if self.origin else 0):
            raise ValueError(f"An entry has a salt of {SALT_BYTES} bytes if it has an origin, and none otherwise.")

    @property
    def place(self) -> Link:
        """Its place in the chain.

        Raises:
            LookupError: if it was not kept yet.
        """
        if self.link is None:
            raise LookupError("This entry was not kept yet.")
        return self.link

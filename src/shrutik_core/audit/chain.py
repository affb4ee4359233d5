r"""The chain of audit entries: each carries the digest of the one before, so that none can be changed unnoticed.

A stranger recomputes it so. An entry's digest is the SHA-256, in 64 lower-case hexadecimal digits, of a JSON object in
UTF-8: names in order of code points, no spaces, no escapes but those that JSON demands, these as short as
they can be (Python: ``json.dumps(…, sort_keys=True, separators=(",", ":"), ensure_ascii=False)``). Its members:

- ``action``, ``subject`` (a UUID), ``facts`` (an object) and ``id`` (a UUID) as the entry has them;
- ``actor``: a UUID, or null;
- ``at``: UTC, ``2026-11-28T19:00:00.000000Z``, with six digits of a second;
- ``number``: 1, 2, 3, … without a hole;
- ``origin``: SHA-256, hexadecimal, of the salt's 16 bytes and the origin's text in UTF-8; empty if there was none;
- ``previous``: the digest of the entry before; 64 zeros for the first.

The origin is in it by its salted digest alone: when origin and salt are forgotten, the chain still holds.
"""

import hashlib
import json
from datetime import UTC, datetime

import attrs

from shrutik_core.audit.entry import AuditEntry, Link


@attrs.frozen
class AuditHead:
    """Where the chain ends.

    Attributes:
        number: of the last entry; 0 if there is none.
        digest: of the last entry; zeros if there is none.
    """

    number: int = 0
    digest: str = "0" * 64

    def __str__(self) -> str:
        """As it is noted down: the number, a colon, the digest."""
        return f"{self.number}:{self.digest}"


@attrs.frozen
class AuditFault:
    """The first place at which the chain does not hold.

    Attributes:
        number: of the entry.
        reason: what is wrong with it, in a sentence.
    """

    number: int
    reason: str


def link(entry: AuditEntry, head: AuditHead) -> AuditEntry:
    """The entry as the next of the chain."""
    number, previous, origin = head.number + 1, head.digest, origin_digest(entry.origin, entry.salt)
    digest = hashlib.sha256(canonical_bytes(entry, number, previous, origin)).hexdigest()
    return attrs.evolve(entry, link=Link(number, previous, digest, origin))


def head_after(entry: AuditEntry) -> AuditHead:
    """The chain's end if this entry is the last."""
    return AuditHead(entry.place.number, entry.place.digest)


def origin_digest(origin: str, salt: bytes) -> str:
    """The digest under which an origin stands in the chain; empty if there is no origin."""
    return hashlib.sha256(salt + origin.encode()).hexdigest() if origin else ""


def canonical_bytes(entry: AuditEntry, number: int, previous: str, origin: str) -> bytes:
    """What an entry's digest is of; the module says how it is written.

    Args:
        entry: without regard to its link and its origin.
        number: of the entry.
        previous: digest of the entry before.
        origin: digest of the entry's origin.
    """
    said = {
        "action": entry.action,
        "actor": None if entry.actor is None else str(entry.actor),
        "at": _instant(entry.at),
        "facts": dict(entry.facts),
        "id": str(entry.id),
        "number": number,
        "origin": origin,
        "previous": previous,
        "subject": str(entry.subject),
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def find_fault(entry: AuditEntry, before: AuditHead) -> AuditFault | None:
    """What is wrong with the entry that follows this end of the chain; None if nothing is."""
    place, due = entry.place, before.number + 1
    if place.number != due:
        return AuditFault(due, f"there is no entry {due}; the next one is {place.number}")
    if place.previous != before.digest:
        return AuditFault(due, "it does not carry the digest of the entry before")
    if entry.origin and place.origin_digest != origin_digest(entry.origin, entry.salt):
        return AuditFault(due, "its origin is not the one that was noted")
    if hashlib.sha256(canonical_bytes(entry, due, place.previous, place.origin_digest)).hexdigest() != place.digest:
        return AuditFault(due, "what it says is not what was noted")
    return None


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

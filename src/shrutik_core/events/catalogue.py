"""Every type of event that there is, and which facts an event of each type holds."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import attrs


class EventType(StrEnum):
    """What happened; a name that is told once never gets another meaning."""

    RECORDING_CHUNKED = "recording.chunked"
    RECORDING_REFUSED = "recording.refused"
    RECORDING_FAILED = "recording.failed"
    CHUNK_SETTLED = "chunk.settled"
    CHUNK_REJECTED = "chunk.rejected"
    CHUNK_REOPENED = "chunk.reopened"
    REVIEW_ASKED = "review.asked"
    RELEASE_READY = "release.ready"
    RELEASE_FAILED = "release.failed"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    VOICE_WITHDRAWN = "voice.withdrawn"
    WITHDRAWAL_UNDONE = "withdrawal.undone"
    WITHDRAWAL_ERASED = "withdrawal.erased"
    WEBHOOK_TEST = "webhook.test"


class FactKind(StrEnum):
    """Of which type a fact is; texts are codes and states of ours, never what a person wrote."""

    ID = "id"
    IDS = "ids"
    CODE = "code"
    CODES = "codes"
    COUNT = "count"


@attrs.frozen
class Fact:
    """One member of an event's data.

    Attributes:
        kind: of which type it is.
        says: what it is, as a phrase.
    """

    kind: FactKind
    says: str

    def takes(self, value: object) -> bool:
        """Whether a value is of the type."""
        match self.kind:
            case FactKind.ID:
                return isinstance(value, str) and _is_id(value)
            case FactKind.IDS:
                return isinstance(value, list) and all(isinstance(one, str) and _is_id(one) for one in value)
            case FactKind.CODE:
                return isinstance(value, str) and _is_code(value)
            case FactKind.CODES:
                return isinstance(value, list) and all(isinstance(one, str) and _is_code(one) for one in value)
            case FactKind.COUNT:
                return isinstance(value, int) and not isinstance(value, bool) and value >= 0

    def schema(self) -> dict[str, object]:
        """The type as JSON Schema has it."""
        one = {"type": "string", "format": "uuid"} if self.kind in _OF_IDS else {"type": "string"}
        match self.kind:
            case FactKind.COUNT:
                said: dict[str, object] = {"type": "integer", "minimum": 0}
            case FactKind.IDS | FactKind.CODES:
                said = {"type": "array", "items": one}
            case _:
                said = dict(one)
        return {**said, "description": self.says}


@attrs.frozen
class EventKind:
    """What the catalogue says of a type.

    Attributes:
        says: when it happens, as a sentence.
        facts: members of its data.
    """

    says: str
    facts: Mapping[str, Fact]

    def schema(self) -> dict[str, object]:
        """The data as JSON Schema has it; members may be added, those there are stay."""
        members = {name: fact.schema() for name, fact in self.facts.items()}
        return {"type": "object", "properties": members, "required": sorted(members)}


_LONGEST_CODE = 64
_OF_IDS = frozenset({FactKind.ID, FactKind.IDS})


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _is_code(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_CODE and text.isascii() and text.replace("_", "").replace(".", "").isalnum()


def _kind(says: str, **facts: Fact) -> EventKind:
    return EventKind(says, MappingProxyType(facts))


_RECORDING = Fact(FactKind.ID, "the recording")
_COLLECTION = Fact(FactKind.ID, "its collection")
_STATUS = Fact(FactKind.CODE, "its state from now on")
_CHUNK = {
    "chunk": Fact(FactKind.ID, "the chunk"),
    "recording": _RECORDING,
    "collection": _COLLECTION,
    "status": _STATUS,
}
_RELEASE = {
    "release": Fact(FactKind.ID, "the release"),
    "version": Fact(FactKind.COUNT, "its version"),
    "status": _STATUS,
}
_WITHDRAWAL = {
    "withdrawal": Fact(FactKind.ID, "the withdrawal"),
    "kind": Fact(FactKind.CODE, "how much: `recording`, `purpose` or `account`"),
    "releases": Fact(FactKind.IDS, "releases that hold the voice; their feeds tell which clips"),
}

CATALOGUE: Mapping[EventType, EventKind] = MappingProxyType(
    {
        EventType.RECORDING_CHUNKED: _kind(
            "A recording was cut, and its chunks wait for transcribers.",
            recording=_RECORDING,
            collection=_COLLECTION,
            status=_STATUS,
            chunks=Fact(FactKind.COUNT, "how many chunks"),
        ),
        EventType.RECORDING_REFUSED: _kind(
            "A recording is not worth transcribing.",
            recording=_RECORDING,
            collection=_COLLECTION,
            status=_STATUS,
            reasons=Fact(FactKind.CODES, "codes of the reasons"),
        ),
        EventType.RECORDING_FAILED: _kind(
            "A recording could not be processed; an admin may try again.",
            recording=_RECORDING,
            collection=_COLLECTION,
            status=_STATUS,
            reasons=Fact(FactKind.CODES, "codes of the reasons"),
        ),
        EventType.CHUNK_SETTLED: _kind(
            "A chunk has its text.", **_CHUNK, by=Fact(FactKind.CODE, "who settled it: `consensus` or `reviewer`")
        ),
        EventType.CHUNK_REJECTED: _kind("A reviewer rejected a chunk.", **_CHUNK),
        EventType.CHUNK_REOPENED: _kind("A chunk that was settled asks for more votes.", **_CHUNK),
        EventType.REVIEW_ASKED: _kind("A chunk waits for a reviewer.", **_CHUNK),
        EventType.RELEASE_READY: _kind(
            "A release can be downloaded.", **_RELEASE, clips=Fact(FactKind.COUNT, "how many clips it holds")
        ),
        EventType.RELEASE_FAILED: _kind("A release was not built.", **_RELEASE),
        EventType.CONSENT_WITHDRAWN: _kind("A speaker took back a purpose of a consent.", **_WITHDRAWAL),
        EventType.VOICE_WITHDRAWN: _kind("A speaker took back a recording, or all of them.", **_WITHDRAWAL),
        EventType.WITHDRAWAL_UNDONE: _kind("A speaker undid a withdrawal in time.", **_WITHDRAWAL),
        EventType.WITHDRAWAL_ERASED: _kind("What was withdrawn is deleted for good.", **_WITHDRAWAL),
        EventType.WEBHOOK_TEST: _kind("Somebody tries a webhook out.", webhook=Fact(FactKind.ID, "the webhook")),
    }
)


def known_types(names: Iterable[str]) -> frozenset[EventType]:
    """Those that this version knows; a newer one, which runs beside it or ran before, may have kept others."""
    return frozenset(map(EventType, CATALOGUE.keys() & set(names)))

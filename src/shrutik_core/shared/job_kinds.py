"""What makes background work due: each event, the kind of job that follows from it, and who is served first."""

from enum import StrEnum
from uuid import UUID

import attrs

from shrutik_core.shared.ids import ChunkId, CollectionId, LetterId, RecordingId, ReleaseId, WithdrawalId


class JobKind(StrEnum):
    """What a job does; each kind has one use case and one actor of its name."""

    PROCESS_RECORDING = "process_recording"
    DECIDE_CHUNK = "decide_chunk"
    BUILD_RELEASE = "build_release"
    RECOMPUTE_COLLECTION = "recompute_collection"
    SEND_LETTER = "send_letter"
    WITHDRAW = "withdraw"
    ASK_CONSENT_ANEW = "ask_consent_anew"
    TELL_SPEAKERS = "tell_speakers"


class JobQueue(StrEnum):
    """Where jobs wait with the broker; workers serve one, several or all."""

    CHUNKING = "chunking"
    CONSENSUS = "consensus"
    RELEASES = "releases"
    MAIL = "mail"


@attrs.frozen
class RecordingUploaded:
    """A recording's audio is stored and waits to be cut."""

    recording: RecordingId


@attrs.frozen
class ChunkAnswered:
    """A chunk was transcribed or skipped: its consensus is out of date."""

    chunk: ChunkId


@attrs.frozen
class ReleaseRequested:
    """A release was asked for and waits to be built."""

    release: ReleaseId


@attrs.frozen
class PolicyChanged:
    """A collection's consensus policy changed: what its chunks' transcriptions amount to may have changed too."""

    collection: CollectionId


@attrs.frozen
class LetterWritten:
    """A letter is kept and waits to be sent."""

    letter: LetterId


@attrs.frozen
class VoiceWithdrawn:
    """A person took something back, and the time in which they may change their mind runs out."""

    withdrawal: WithdrawalId


@attrs.frozen
class ConsentPublished:
    """A collection's consent document has a new version: whoever agreed to one before is to be asked."""

    collection: CollectionId


@attrs.frozen
class ReleaseBuilt:
    """A release is ready: the people whose voices are in it are to be told."""

    release: ReleaseId


Event = (
    RecordingUploaded
    | ChunkAnswered
    | ReleaseRequested
    | PolicyChanged
    | LetterWritten
    | VoiceWithdrawn
    | ConsentPublished
    | ReleaseBuilt
)

DUE: dict[type[Event], JobKind] = {
    RecordingUploaded: JobKind.PROCESS_RECORDING,
    ChunkAnswered: JobKind.DECIDE_CHUNK,
    ReleaseRequested: JobKind.BUILD_RELEASE,
    PolicyChanged: JobKind.RECOMPUTE_COLLECTION,
    LetterWritten: JobKind.SEND_LETTER,
    VoiceWithdrawn: JobKind.WITHDRAW,
    ConsentPublished: JobKind.ASK_CONSENT_ANEW,
    ReleaseBuilt: JobKind.TELL_SPEAKERS,
}

PRIORITY = {
    JobKind.DECIDE_CHUNK: 0,
    JobKind.SEND_LETTER: 5,
    JobKind.PROCESS_RECORDING: 10,
    JobKind.BUILD_RELEASE: 20,
    JobKind.RECOMPUTE_COLLECTION: 30,
    JobKind.WITHDRAW: 25,
    JobKind.ASK_CONSENT_ANEW: 8,
    JobKind.TELL_SPEAKERS: 8,
}
"""Lower is sooner: what a person waits for comes first."""

QUEUE = {
    JobKind.DECIDE_CHUNK: JobQueue.CONSENSUS,
    JobKind.SEND_LETTER: JobQueue.MAIL,
    JobKind.PROCESS_RECORDING: JobQueue.CHUNKING,
    JobKind.BUILD_RELEASE: JobQueue.RELEASES,
    JobKind.RECOMPUTE_COLLECTION: JobQueue.CONSENSUS,
    JobKind.WITHDRAW: JobQueue.RELEASES,
    JobKind.ASK_CONSENT_ANEW: JobQueue.MAIL,
    JobKind.TELL_SPEAKERS: JobQueue.MAIL,
}
"""The queue of each kind."""

AT_ONCE = frozenset({JobKind.DECIDE_CHUNK})
"""What is done many at a time by whoever has time for it, straight from the database; no broker is asked."""

IN_TURN = frozenset({JobKind.PROCESS_RECORDING})
"""What is sent to the broker by person in turn and short before long, only as much as is soon begun."""


def subject_of(event: Event) -> UUID:
    """The id of the thing that the event is about, which is all that an event holds."""
    subject: UUID
    (subject,) = attrs.astuple(event)
    return subject

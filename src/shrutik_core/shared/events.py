"""What has happened, in the past tense: the facts that make other work due."""

from uuid import UUID

import attrs

from shrutik_core.shared.ids import ChunkId, CollectionId, RecordingId, ReleaseId


@attrs.frozen
class RecordingUploaded:
    """A recording's audio is stored and waits to be cut."""

    recording: RecordingId


@attrs.frozen
class ChunkAnswered:
    """Something was said about a chunk (a transcription or a skip): its consensus is out of date."""

    chunk: ChunkId


@attrs.frozen
class ReleaseRequested:
    """A release was asked for and waits to be built."""

    release: ReleaseId


@attrs.frozen
class PolicyChanged:
    """A collection's consensus policy is another: what its chunks' voices amount to may be, too."""

    collection: CollectionId


Event = RecordingUploaded | ChunkAnswered | ReleaseRequested | PolicyChanged


def subject_of(event: Event) -> UUID:
    """The id of the thing that the event is about."""
    match event:
        case RecordingUploaded(recording=subject):
            return subject
        case ChunkAnswered(chunk=subject):
            return subject
        case ReleaseRequested(release=subject):
            return subject
        case PolicyChanged(collection=subject):
            return subject

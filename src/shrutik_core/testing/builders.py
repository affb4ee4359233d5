"""Builders: one of each thing with sensible defaults; the same number always gives the same thing.

Every builder takes a number first, which makes its id and, in seconds after `MORNING`, its birth: a thing of a higher
number is newer. Whatever a test is about is given by name; the rest does not matter.
"""

from typing import Any

import attrs

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.chunking.chunk import Chunk, clip_key
from shrutik_core.collections.collection import Collection, ConsentText
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.prompts.medium import PromptMedium, medium_key
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.recordings.recording import Recording, original_key
from shrutik_core.releases.release import Release
from shrutik_core.releases.row import ReleaseMember
from shrutik_core.releases.selection import ReleaseFormat, Selection
from shrutik_core.review.review import Review
from shrutik_core.shared import ids
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.receipts import IdempotencyKey, Receipt
from shrutik_core.shared.spans import Span
from shrutik_core.testing import instants, people
from shrutik_core.transcription.task import LEASE, Task
from shrutik_core.transcription.transcription import Transcription

MORNING, an_id, an_instant = instants.MORNING, instants.an_id, instants.an_instant
a_speaker, an_email, a_contributor, a_consent = (
    people.a_speaker,
    people.an_email,
    people.a_contributor,
    people.a_consent,
)
a_withdrawal = people.a_withdrawal

RATE = 16_000
CLIP_SAMPLES = 4 * RATE
_EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def a_blob(key: str, size: int = 0) -> StoredBlob:
    """A stored blob's description; its checksum is that of nothing."""
    return StoredBlob(key, size, _EMPTY_SHA256)


def a_collection(number: int = 1, **changes: Any) -> Collection:
    """A Bengali collection without policies of its own."""
    collection = Collection(
        id=ids.CollectionId(an_id(number, 4)),
        slug=f"bn-read-{number}",
        language="bn",
        name=f"Bengali, read, {number}",
        licence="CC0-1.0",
        consent=ConsentText("1", "My voice may be used by everybody."),
        created_at=an_instant(number),
    )
    return attrs.evolve(collection, **changes)


def a_prompt(number: int = 1, **changes: Any) -> Prompt:
    """A text of collection 1."""
    prompt = Prompt(
        id=ids.PromptId(an_id(number, 5)),
        collection=ids.CollectionId(an_id(1, 4)),
        text=f"আমি বাংলায় গান গাই {number}",
        created_at=an_instant(number),
    )
    return attrs.evolve(prompt, **changes)


def a_prompt_medium(number: int = 1, **changes: Any) -> PromptMedium:
    """A picture."""
    id_ = ids.PromptMediumId(an_id(number, 5))
    medium = PromptMedium(id_, a_blob(medium_key(id_), 9), "image/png", an_instant(number))
    return attrs.evolve(medium, **changes)


def a_recording(number: int = 1, **changes: Any) -> Recording:
    """A recording that person 1 just sent to collection 1, of their own voice."""
    id_ = ids.RecordingId(an_id(number, 6))
    recording = Recording(
        id=id_,
        collection=ids.CollectionId(an_id(1, 4)),
        speaker=ids.SpeakerId(an_id(1, 1)),
        contributor=ids.ContributorId(an_id(1, 2)),
        prompt=None,
        audio=a_blob(original_key(id_)),
        media_type="audio/flac",
        created_at=an_instant(number),
        updated_at=an_instant(number),
    )
    return attrs.evolve(recording, **changes)


def a_chunk(number: int = 1, **changes: Any) -> Chunk:
    """Clip ``number - 1`` of recording 1: four seconds, open, nobody heard it."""
    id_, recording = ids.ChunkId(an_id(number, 7)), ids.RecordingId(an_id(1, 6))
    start = (number - 1) * CLIP_SAMPLES
    chunk = Chunk(
        id=id_,
        recording=recording,
        collection=ids.CollectionId(an_id(1, 4)),
        speaker=ids.SpeakerId(an_id(1, 1)),
        index=number - 1,
        span=Span(start, start + CLIP_SAMPLES),
        sample_rate=RATE,
        audio=a_blob(clip_key(recording, id_)),
        created_at=an_instant(number),
    )
    return attrs.evolve(chunk, **changes)


def a_task(number: int = 1, **changes: Any) -> Task:
    """Chunk 1, lent to person 2 for 30 minutes."""
    task = Task(
        id=ids.TaskId(an_id(number, 8)),
        chunk=ids.ChunkId(an_id(1, 7)),
        collection=ids.CollectionId(an_id(1, 4)),
        contributor=ids.ContributorId(an_id(2, 2)),
        leased_at=an_instant(number),
        lease_expires_at=an_instant(number) + LEASE,
    )
    return attrs.evolve(task, **changes)


def a_transcription(number: int = 1, **changes: Any) -> Transcription:
    """What person 2 heard in chunk 1, in answer to the task of the same number."""
    transcription = Transcription(
        id=ids.TranscriptionId(an_id(number, 9)),
        task=ids.TaskId(an_id(number, 8)),
        chunk=ids.ChunkId(an_id(1, 7)),
        contributor=ids.ContributorId(an_id(2, 2)),
        text="আমি বাংলায় গান গাই",
        created_at=an_instant(number),
    )
    return attrs.evolve(transcription, **changes)


def a_consensus(number: int = 1, **changes: Any) -> ConsensusRecord:
    """The consensus of the chunk of the same number."""
    record = ConsensusRecord(
        chunk=ids.ChunkId(an_id(number, 7)),
        text="আমি বাংলায় গান গাই",
        confidence=0.93,
        expected_wer=0.02,
        votes=2,
        decision="accept",
        reasons=(),
        words=({"text": "আমি", "probability": 0.98, "rivals": []},),
        method="fitted",
        computed_at=an_instant(number),
    )
    return attrs.evolve(record, **changes)


def a_review(number: int = 1, **changes: Any) -> Review:
    """The chunk of the same number, queued for a reviewer."""
    review = Review(
        id=ids.ReviewId(an_id(number, 10)),
        chunk=ids.ChunkId(an_id(number, 7)),
        collection=ids.CollectionId(an_id(1, 4)),
        speaker=ids.SpeakerId(an_id(1, 1)),
        why=("number_differs",),
        queued_at=an_instant(number),
    )
    return attrs.evolve(review, **changes)


def a_release(number: int = 1, **changes: Any) -> Release:
    """A requested release of collection 1; its version is its number."""
    release = Release(
        id=ids.ReleaseId(an_id(number, 11)),
        name="bn-read",
        version=number,
        selection=a_selection(),
        requested_by=ids.ContributorId(an_id(1, 2)),
        created_at=an_instant(number),
    )
    return attrs.evolve(release, **changes)


def a_member(number: int = 1) -> ReleaseMember:
    """The chunk of the same number as it stands in a release."""
    return ReleaseMember(ids.ChunkId(an_id(number, 7)), f"clip-{number:04}")


def a_selection(**changes: Any) -> Selection:
    """All of collection 1, as CSV."""
    return attrs.evolve(Selection((ids.CollectionId(an_id(1, 4)),), (ReleaseFormat.CSV,)), **changes)


def a_job(number: int = 1, **changes: Any) -> Job:
    """The deciding of the chunk of the same number, due at once."""
    job = Job(
        id=ids.JobId(an_id(number, 12)),
        kind=JobKind.DECIDE_CHUNK,
        subject=an_id(number, 7),
        due_at=an_instant(number),
        created_at=an_instant(number),
    )
    return attrs.evolve(job, **changes)


def a_key(number: int = 1, **changes: Any) -> IdempotencyKey:
    """A call under an idempotency key."""
    return attrs.evolve(IdempotencyKey("upload_recording", f"key-{number}", f"{number:064x}"), **changes)


def a_receipt(number: int = 1, **changes: Any) -> Receipt:
    """What the call of the same number brought about for person 1."""
    return attrs.evolve(Receipt(an_id(1, 2), a_key(number), (an_id(number, 6),), an_instant(number)), **changes)


def an_entry(number: int = 1, **changes: Any) -> AuditEntry:
    """Something that the system did to recording 1."""
    entry = AuditEntry(
        ids.AuditEntryId(an_id(number, 13)), an_instant(number), None, "recording.withdrawn", an_id(1, 6)
    )
    return attrs.evolve(entry, **changes)

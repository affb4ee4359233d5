"""An upload that comes in parts, over hours or days, and its life until it is a recording."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import attrs
import regex

from shrutik_core.recordings.recording import Reason
from shrutik_core.shared.errors import DECLARED, Conflict, FieldError, Invalid, ShrutikError, TooLarge, declare
from shrutik_core.shared.ids import CollectionId, ContributorId, PromptId, RecordingId, SpeakerId, UploadId
from shrutik_core.shared.lives import Life
from shrutik_core.shared.receipts import IdempotencyKey

declare(Invalid, "upload_invalid", "This cannot be an upload.")
declare(
    Conflict,
    "upload_offset_differs",
    "The server has a different number of bytes of this upload.",
    {"offset": "Bytes that the server has."},
)
declare(
    TooLarge,
    "upload_exceeded",
    "More came than the upload was said to have.",
    {"most_bytes": "That the upload was said to have."},
)

UPLOADS_KEPT = timedelta(days=7)
"""For so long an upload is kept after its last byte came."""
UPLOADS = "uploads/"
"""How the keys of all parts of all uploads begin."""
_SHA256 = regex.compile(r"[0-9a-f]{64}")


class UploadStatus(StrEnum):
    """Where an upload is in its life."""

    RECEIVING = "receiving"
    COMPLETE = "complete"
    REFUSED = "refused"


UPLOAD_LIFE = Life(
    "upload",
    {
        UploadStatus.RECEIVING: frozenset({UploadStatus.COMPLETE, UploadStatus.REFUSED}),
        UploadStatus.COMPLETE: frozenset(),
        UploadStatus.REFUSED: frozenset(),
    },
)


@attrs.frozen
class UploadPart:
    """Some bytes of an upload, stored by themselves until all are there.

    Attributes:
        upload: to which they belong.
        start: how many bytes come before them, 0 or more.
        size: how many they are, 1 or more.
        key: of the blob.
    """

    upload: UploadId
    start: int
    size: int
    key: str

    @property
    def end(self) -> int:
        """Bytes up to the end of the part."""
        return self.start + self.size


@attrs.frozen
class Upload:
    """A recording on its way to the server.

    Attributes:
        id: UUIDv7.
        contributor: whose account sends it.
        collection: where it will belong.
        length: bytes of the whole, 1 or more.
        created_at: UTC.
        expires_at: when it is forgotten unless more comes, UTC.
        speaker: whom the sender looks after and recorded; None for the sender's own voice.
        prompt: what was to be said; None for free speech.
        metadata: what the sender says about it, e.g. the device.
        announced: the SHA-256 that the whole will have, hexadecimal, as far as the sender said.
        key: the idempotency key that made it, if there was one.
        offset: bytes that are stored, up to `length`.
        status: where it is in its life.
        recording: that it became; None unless it is complete.
        sha256: of the whole, hexadecimal; None unless it is complete.
        problem: why it was refused; None unless it was.

    Raises:
        Invalid: ``upload_invalid``.
    """

    id: UploadId
    contributor: ContributorId
    collection: CollectionId
    length: int
    created_at: datetime
    expires_at: datetime
    speaker: SpeakerId | None = None
    prompt: PromptId | None = None
    metadata: Mapping[str, object] = attrs.field(factory=dict)
    announced: str | None = None
    key: IdempotencyKey | None = None
    offset: int = 0
    status: UploadStatus = UploadStatus.RECEIVING
    recording: RecordingId | None = None
    sha256: str | None = None
    problem: Reason | None = None

    def __attrs_post_init__(self) -> None:
        if self.length < 1:
            raise _invalid("length", "An upload has at least one byte.")
        if not 0 <= self.offset <= self.length:
            raise _invalid("offset", "An upload's offset lies between its beginning and its end.")
        if self.announced is not None and not _SHA256.fullmatch(self.announced):
            raise _invalid("sha256", "A SHA-256 has 64 hexadecimal digits in lower case.")
        if (self.status is UploadStatus.COMPLETE) != (self.recording is not None and self.sha256 is not None):
            raise _invalid("recording", "An upload that is complete, and no other, has a recording and its SHA-256.")
        if (self.status is UploadStatus.REFUSED) != (self.problem is not None):
            raise _invalid("problem", "An upload that was refused, and no other, has a problem.")

    @property
    def is_whole(self) -> bool:
        """Whether all of its bytes are stored, or were before it was complete."""
        return self.offset == self.length

    def check_open(self) -> None:
        """Let pass an upload that takes more.

        Raises:
            Conflict: ``upload_complete``.
            ShrutikError: if it was refused: the problem that it was refused with.
        """
        if self.problem is not None:
            raise problem_again(self.problem)
        if self.status is not UploadStatus.RECEIVING:
            raise Conflict("upload_complete", "This upload is complete; GET it to see which recording it became.")

    def check_offset(self, offset: int) -> None:
        """Let pass who goes on just where the stored bytes end.

        Raises:
            Conflict: ``upload_offset_differs``.
        """
        if offset != self.offset:
            detail = f"The server has {self.offset} bytes of this upload; send the bytes after those."
            raise Conflict("upload_offset_differs", detail, extra={"offset": self.offset})

    def check_room(self, end: int) -> None:
        """Let pass bytes that end where the upload does, or before.

        Raises:
            TooLarge: ``upload_exceeded``.
        """
        if end > self.length:
            detail = f"This upload was said to have {self.length} bytes; send no more than those."
            raise TooLarge("upload_exceeded", detail, extra={"most_bytes": self.length})

    def grow(self, part: UploadPart, expires_at: datetime) -> "Upload":
        """The upload with the part.

        Raises:
            Conflict: ``upload_offset_differs`` or ``upload_complete``.
            TooLarge: ``upload_exceeded``.
            ShrutikError: if it was refused: the problem that it was refused with.
        """
        self.check_open()
        self.check_offset(part.start)
        self.check_room(part.end)
        return attrs.evolve(self, offset=part.end, expires_at=expires_at)

    def complete(self, recording: RecordingId, sha256: str, expires_at: datetime) -> "Upload":
        """The upload, now that it is a recording.

        Raises:
            Conflict: ``upload_<status>`` if it takes no more, ``upload_receiving`` if it is not whole.
        """
        status = UPLOAD_LIFE.step(self.status, UploadStatus.COMPLETE)
        if not self.is_whole:
            raise Conflict("upload_receiving", "This upload is not whole yet; send the rest.")
        return attrs.evolve(self, status=status, recording=recording, sha256=sha256, expires_at=expires_at)

    def refuse(self, problem: Reason, expires_at: datetime) -> "Upload":
        """The upload, now that it is known to be of no use.

        Raises:
            Conflict: ``upload_<status>`` if it is complete, or was refused before.
        """
        status = UPLOAD_LIFE.step(self.status, UploadStatus.REFUSED)
        return attrs.evolve(self, status=status, problem=problem, expires_at=expires_at)


def problem_again(problem: Reason) -> ShrutikError:
    """The error that an upload was refused with, for whoever asks again."""
    declared = DECLARED.get(problem.code)
    return (declared.kind if declared else Invalid)(problem.code, problem.detail)


def upload_prefix(upload: UploadId) -> str:
    """How the keys of all blobs begin that hold a part of an upload."""
    return f"{UPLOADS}{upload}/"


def part_key(upload: UploadId, start: int, name: str) -> str:
    """Where a part lies in the blob store.

    Args:
        upload: to which it belongs.
        start: bytes before it.
        name: that no other attempt at the same bytes has.
    """
    return f"{upload_prefix(upload)}{start:012d}-{name}"


def _invalid(field: str, detail: str) -> Invalid:
    return Invalid("upload_invalid", detail, errors=[FieldError(field, detail)])

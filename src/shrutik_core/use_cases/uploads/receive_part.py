"""Receive a part of an upload: what came is kept as it comes, also if the rest never does."""

import hashlib

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.blob_store import Staging
from shrutik_core.recordings.media import SNIFF_BYTES
from shrutik_core.recordings.upload import Upload, problem_again
from shrutik_core.shared.errors import Corrupted, Invalid, ShrutikError, declare
from shrutik_core.shared.ids import UploadId
from shrutik_core.use_cases.recordings.audio_intake import known_media_type
from shrutik_core.use_cases.uploads.complete_upload import CompleteUpload
from shrutik_core.use_cases.uploads.upload_parts import UploadParts

declare(Corrupted, "checksum_differs", "These bytes were changed on their way.")
declare(Invalid, "checksum_invalid", "This is not a checksum that can be compared.")

PART_BYTES = 4 * 1024 * 1024
"""So many bytes become a part of their own before the rest has come; a server that is killed loses less than those."""
CHECKSUMS = {"sha256": 32, "sha1": 20, "md5": 16}
"""Bytes of each kind of checksum; they tell of damage on the way, and need not withstand anybody's ill will."""


@attrs.frozen
class Checksum:
    """What the bytes of one call hash to.

    Attributes:
        algorithm: ``sha256``, ``sha1`` or ``md5``.
        digest: as many bytes as the algorithm makes.

    Raises:
        Invalid: ``checksum_invalid``.
    """

    algorithm: str
    digest: bytes

    def __attrs_post_init__(self) -> None:
        if len(self.digest) != CHECKSUMS.get(self.algorithm):
            raise Invalid("checksum_invalid", f"A checksum is one of {', '.join(CHECKSUMS)}, in full length.")


@attrs.frozen
class ReceivePart:
    """Appends to an upload, and completes it with its last byte."""

    parts: UploadParts
    complete: CompleteUpload

    def __call__(
        self, actor: Actor, upload_id: UploadId, offset: int, size: int | None = None, checksum: Checksum | None = None
    ) -> "IncomingPart":
        """What takes the bytes while they come in.

        Args:
            actor: who sends them.
            upload_id: to what.
            offset: how many bytes come before them, which must be all that are there.
            size: how many bytes will come, as far as is known.
            checksum: of all of them; then either all are kept or none.

        Raises:
            Conflict: ``upload_offset_differs`` or ``upload_complete``.
            Gone: ``upload_expired``.
            Invalid: ``upload_exceeded``.
            Missing: ``upload_missing``, also if it is another person's.
            Refused: ``not_permitted``.
            ShrutikError: if it was refused: the problem that it was refused with.
        """
        actor.require(Permission.RECORD)
        with self.parts.units_of_work() as uow:
            upload = self.parts.own(uow, actor, upload_id)
        if not (upload.recording is not None and offset == upload.length):
            upload.check_open()
        upload.check_offset(offset)
        upload.check_room(offset + (size or 0))
        return IncomingPart(self, actor, upload, checksum)


@attrs.define
class IncomingPart:
    """The bytes of one call while they come in; `close` is always the last call."""

    _receive: ReceivePart
    _actor: Actor
    _upload: Upload
    _checksum: Checksum | None
    _head: bytes = attrs.field(default=b"", init=False)
    _staging: Staging | None = attrs.field(default=None, init=False)
    _digest: "hashlib._Hash | None" = attrs.field(default=None, init=False)
    _failed: bool = attrs.field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        if self._checksum is not None:
            self._digest = hashlib.new(self._checksum.algorithm, usedforsecurity=False)

    def write(self, block: bytes) -> None:
        """Take the block.

        Raises:
            Conflict: ``upload_offset_differs`` or ``upload_complete`` if another call was quicker.
            Invalid: ``unsupported_media`` as soon as it is known not to be audio, or ``upload_exceeded``.
            Missing: ``upload_missing`` if it was deleted meanwhile.
            Unavailable: if the store does not take it.
        """
        try:
            self._write(block)
        except ShrutikError:
            self._failed = True
            raise

    def finish(self) -> Upload:
        """The upload, once all bytes of the call came; complete if those were its last.

        Raises:
            Conflict: as `write`; ``policies_unreadable``.
            Corrupted: ``checksum_differs``; nothing of this call is kept.
            Missing: as `write`.
            UsedUp: ``daily_upload_used_up``; all bytes are kept.
            Unavailable: if a store does not take it.
            ShrutikError: if it is refused for good: the problem, as of `UploadRecording`.
        """
        self._check_sum()
        self._append()
        after = self._receive.complete(self._actor, self._upload)
        if after.problem is not None:
            raise problem_again(after.problem)
        return after

    def close(self) -> None:
        """Keep what came without a checksum, if the rest did not; take away what cannot be kept."""
        if self._staging is not None and not self._failed and self._checksum is None:
            self._append()
        elif self._staging is not None:
            self._staging.discard()

    def _write(self, block: bytes) -> None:
        if not block:
            return
        size = self._staging.size if self._staging is not None else 0
        self._upload.check_room(self._upload.offset + size + len(block))
        if self._digest is not None:
            self._digest.update(block)
        if self._upload.offset == 0 and len(self._head) < SNIFF_BYTES:
            self._head += block[: SNIFF_BYTES - len(self._head)]
            if self._checksum is None:
                self._check_head()
        if self._staging is None:
            self._staging = self._receive.parts.blobs.stage()
        self._staging.write(block)
        if self._checksum is None and self._staging.size >= PART_BYTES:
            self._append()

    def _append(self) -> None:
        staging, self._staging = self._staging, None
        if staging is not None:
            self._upload = self._receive.parts.append(self._actor, self._upload.id, self._upload.offset, staging)

    def _check_sum(self) -> None:
        if self._checksum is None or self._digest is None:
            return
        if self._digest.digest() != self._checksum.digest:
            self._failed = True
            raise Corrupted("checksum_differs", "These bytes were changed on their way; send them again.")
        try:
            self._check_head()
        except Invalid:
            self._failed = True
            raise

    def _check_head(self) -> None:
        """Refuse what is known not to be audio before the rest of it is sent."""
        if len(self._head) < SNIFF_BYTES:
            return
        try:
            known_media_type(self._head)
        except Invalid as error:
            self._receive.parts.refuse(self._upload.id, error)
            raise

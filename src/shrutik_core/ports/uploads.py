"""The repository of uploads that come in parts."""

from datetime import datetime
from typing import Protocol

import attrs

from shrutik_core.recordings.upload import Upload, UploadPart
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ContributorId, SpeakerId, UploadId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey

declare(Missing, "upload_missing", "There is no such upload.")


@attrs.frozen
class Unfinished:
    """What the uploads of a person that take more come to.

    Attributes:
        count: how many they are.
        bytes: that they will have when they are whole.
    """

    count: int = 0
    bytes: int = 0


class Uploads(Protocol):
    """Uploads that come in parts, and where their parts lie."""

    def add(self, upload: Upload) -> None:
        """Keep a new one."""
        ...

    def save(self, upload: Upload) -> None:
        """Keep what changed.

        Raises:
            Missing: ``upload_missing``.
        """
        ...

    def find(self, upload: UploadId, *, lock: bool = False) -> Upload | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def of_key(self, contributor: ContributorId, key: IdempotencyKey) -> Upload | None:
        """The upload that this person made with this idempotency key.

        If another unit of work is about to make one, waits for its end: of two equal calls at the same time one acts
        and the other finds the upload.
        """
        ...

    def page(self, request: PageRequest, contributor: ContributorId) -> Page[Upload]:
        """One person's uploads that take more, newest first."""
        ...

    def unfinished(self, contributor: ContributorId) -> Unfinished:
        """What one person's uploads that take more come to."""
        ...

    def of_person(self, contributor: ContributorId, speaker: SpeakerId) -> tuple[UploadId, ...]:
        """All that an account sent, and all of an entrusted speaker's voice, in order of id."""
        ...

    def add_part(self, part: UploadPart) -> None:
        """Keep where a part lies."""
        ...

    def parts(self, upload: UploadId) -> tuple[UploadPart, ...]:
        """The parts of one upload, in order."""
        ...

    def forget_parts(self, upload: UploadId) -> None:
        """Forget where the parts of one upload lie."""
        ...

    def expired(self, now: datetime, most: int) -> tuple[UploadId, ...]:
        """Up to so many uploads that are not to be kept any more, the longest over first."""
        ...

    def remove(self, upload: UploadId) -> None:
        """Delete the upload with what is known of its parts; nothing happens if there is none."""
        ...

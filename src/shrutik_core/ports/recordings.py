"""The repository of recordings and of their cuts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from shrutik_core.chunking.cuts import Cuts
from shrutik_core.people.origin import Origin
from shrutik_core.recordings.daily_quota import Uploaded
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import CollectionId, ContributorId, RecordingId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest

declare(Missing, "recording_missing", "There is no such recording.")


class Recordings(Protocol):
    """Recordings."""

    def add(self, recording: Recording) -> None:
        """Keep a new one."""
        ...

    def save(self, recording: Recording) -> None:
        """Keep what changed.

        Raises:
            Missing: ``recording_missing``.
        """
        ...

    def find(self, recording: RecordingId, *, lock: bool = False) -> Recording | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def page(
        self,
        request: PageRequest,
        *,
        contributor: ContributorId | None = None,
        collection: CollectionId | None = None,
        status: RecordingStatus | None = None,
        speaker: SpeakerId | None = None,
    ) -> Page[Recording]:
        """All, or one person's, or one collection's, or those of one status, or of one voice, newest first."""
        ...

    def of_speaker(self, speaker: SpeakerId, collection: CollectionId | None = None) -> tuple[RecordingId, ...]:
        """All of one voice, or those of one collection, whatever became of them, in order of id."""
        ...

    def origins(self, ids: Iterable[RecordingId]) -> Mapping[RecordingId, Origin]:
        """From where each of these was sent, if that is known."""
        ...

    def uploaded(self, contributor: ContributorId, since: datetime, *, lock: bool = False) -> Uploaded:
        """What a person's recordings that were received at ``since`` or later come to, whatever became of them.

        With ``lock``, others who ask the same with a lock wait for the end of this unit of work.
        """
        ...

    def keep_cuts(self, cuts: Cuts) -> Cuts:
        """Keep the cuts of a recording unless it has some; those that it has now."""
        ...

    def cuts(self, recording: RecordingId) -> Cuts | None:
        """The cuts that were kept."""
        ...

"""The repository of fingerprints: what recordings are known by when they are sent again."""

from typing import Protocol

from shrutik_core.recordings.copies import RecordingFingerprint
from shrutik_core.shared.ids import CollectionId, RecordingId


class Fingerprints(Protocol):
    """Fingerprints, at most one for each recording."""

    def alone(self, collection: CollectionId) -> None:
        """Let nobody else look for copies in this collection until this unit of work ends; others wait here."""
        ...

    def put(self, kept: RecordingFingerprint) -> None:
        """Keep it; nothing happens if the recording has one."""
        ...

    def find(self, recording: RecordingId) -> RecordingFingerprint | None:
        """By recording."""
        ...

    def remove(self, recording: RecordingId) -> None:
        """Forget the recording's; nothing happens if it has none."""
        ...

    def near(self, one: RecordingFingerprint, most: int) -> tuple[RecordingFingerprint, ...]:
        """Up to ``most`` other fingerprints of the collection that may be of the same take.

        Only those count whose recording is being processed or was cut. Those of the same bytes come first, then those
        that have most of `copies.marks` in common, the newest first of equals; those that have none are left out. The
        cost must not grow with the table, so that of each mark only the newest 256 recordings may be looked at.
        """
        ...

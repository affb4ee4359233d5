"""The repository of fingerprints in memory."""

from shrutik_core.recordings.copies import RecordingFingerprint, marks
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.ids import CollectionId, RecordingId
from shrutik_memory.store import MemoryStore

_COUNTED = frozenset({RecordingStatus.PROCESSING, RecordingStatus.CHUNKED})


class MemoryFingerprints:
    """`Fingerprints` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.fingerprints
        self._recordings = store.recordings

    def alone(self, collection: CollectionId) -> None:
        """See `Fingerprints.alone`; there is nobody else, for units of work wait for each other."""

    def put(self, kept: RecordingFingerprint) -> None:
        """See `Fingerprints.put`."""
        if self._rows.get(kept.recording) is None:
            self._rows.put(kept.recording, kept)

    def find(self, recording: RecordingId) -> RecordingFingerprint | None:
        """See `Fingerprints.find`."""
        return self._rows.get(recording)

    def remove(self, recording: RecordingId) -> None:
        """See `Fingerprints.remove`."""
        self._rows.remove(recording)

    def near(self, one: RecordingFingerprint, most: int) -> tuple[RecordingFingerprint, ...]:
        """See `Fingerprints.near`."""
        wanted = set(marks(one.fingerprint))
        others = [other for other in self._rows.group("collection", one.collection) if self._counts(other, one)]
        ranked = sorted(others, key=lambda other: other.recording, reverse=True)
        shared = {other.recording: len(wanted & set(marks(other.fingerprint))) for other in ranked}
        ranked.sort(key=lambda other: (other.sha256 != one.sha256, -shared[other.recording]))
        return tuple(other for other in ranked if other.sha256 == one.sha256 or shared[other.recording])[:most]

    def _counts(self, other: RecordingFingerprint, one: RecordingFingerprint) -> bool:
        recording = self._recordings.get(other.recording)
        return other.recording != one.recording and recording is not None and recording.status in _COUNTED

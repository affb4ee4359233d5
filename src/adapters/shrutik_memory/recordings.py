"""The repository of recordings and of their cuts in memory."""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime

from shrutik_core.chunking.cuts import Cuts
from shrutik_core.people.origin import Origin
from shrutik_core.recordings.daily_quota import Uploaded
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.shared.ids import CollectionId, ContributorId, RecordingId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryRecordings:
    """`Recordings` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.recordings
        self._cuts = store.cuts

    def add(self, recording: Recording) -> None:
        """See `Recordings.add`."""
        self._rows.put(recording.id, recording)

    def save(self, recording: Recording) -> None:
        """See `Recordings.save`."""
        self._rows.replace(recording.id, recording)

    def find(self, recording: RecordingId, *, lock: bool = False) -> Recording | None:  # noqa: ARG002 - all is locked
        """See `Recordings.find`."""
        return self._rows.get(recording)

    def page(
        self,
        request: PageRequest,
        *,
        contributor: ContributorId | None = None,
        collection: CollectionId | None = None,
        status: RecordingStatus | None = None,
        speaker: SpeakerId | None = None,
    ) -> Page[Recording]:
        """See `Recordings.page`."""
        rows = (
            row
            for row in self._rows.all()
            if contributor in {None, row.contributor}
            and collection in {None, row.collection}
            and status in {None, row.status}
            and speaker in {None, row.speaker}
        )
        return newest_first(rows, request, lambda row: row.created_at)

    def of_speaker(self, speaker: SpeakerId, collection: CollectionId | None = None) -> tuple[RecordingId, ...]:
        """See `Recordings.of_speaker`."""
        rows = self._rows.group("speaker", speaker)
        return tuple(sorted(row.id for row in rows if collection in {None, row.collection}))

    def origins(self, ids: Iterable[RecordingId]) -> Mapping[RecordingId, Origin]:
        """See `Recordings.origins`."""
        found = (self._rows.get(id_) for id_ in set(ids))
        return {row.id: row.origin for row in found if row is not None and row.origin is not None}

    def uploaded(
        self,
        contributor: ContributorId,
        since: datetime,
        *,
        lock: bool = False,  # noqa: ARG002 - all is locked
    ) -> Uploaded:
        """See `Recordings.uploaded`."""
        rows = [row for row in self._rows.all() if row.contributor == contributor and row.created_at >= since]
        seconds = math.fsum(row.sound.duration for row in rows if row.sound)
        return Uploaded(sum(row.audio.size for row in rows), seconds)

    def keep_cuts(self, cuts: Cuts) -> Cuts:
        """See `Recordings.keep_cuts`."""
        kept = self._cuts.get(cuts.recording)
        if kept is None:
            self._cuts.put(cuts.recording, cuts)
        return kept or cuts

    def cuts(self, recording: RecordingId) -> Cuts | None:
        """See `Recordings.cuts`."""
        return self._cuts.get(recording)

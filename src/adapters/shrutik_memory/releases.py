"""The repository of releases in memory."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import regex

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.collections.consent_document import may_publish
from shrutik_core.people.consent import Consent
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.releases.release import Release, ReleaseStatus, Selection
from shrutik_core.releases.row import ReleaseMember, ReleaseRow
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import RecordingId, ReleaseId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.consent_documents import MemoryConsentDocuments
from shrutik_memory.paging import newest_first
from shrutik_memory.people import MemoryConsents
from shrutik_memory.store import MemoryStore

_SAID = regex.compile(r"[\p{L}\p{N}]")


class MemoryReleases:
    """`Releases` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._rows = store.releases
        self._consents = MemoryConsents(store)
        self._documents = MemoryConsentDocuments(store)

    def add(self, release: Release) -> None:
        """See `Releases.add`."""
        if any(row.version == release.version for row in self._rows.group("name", release.name)):
            raise Conflict("release_exists", f"There is a release {release.title}; ask for the next version.")
        self._rows.put(release.id, release)

    def save(self, release: Release) -> None:
        """See `Releases.save`."""
        self._rows.replace(release.id, release)

    def find(self, release: ReleaseId, *, lock: bool = False) -> Release | None:  # noqa: ARG002 - all is locked
        """See `Releases.find`."""
        return self._rows.get(release)

    def next_version(self, name: str) -> int:
        """See `Releases.next_version`."""
        return max((row.version for row in self._rows.group("name", name)), default=0) + 1

    def page(self, request: PageRequest, status: ReleaseStatus | None = None) -> Page[Release]:
        """See `Releases.page`."""
        rows = (row for row in self._rows.all() if status in {None, row.status})
        return newest_first(rows, request, lambda row: row.created_at)

    def rows(self, selection: Selection) -> Iterator[ReleaseRow]:
        """See `Releases.rows`."""
        settled: list[Chunk] = []
        for collection in set(selection.collections):
            settled += self._store.chunks.group("queue", (collection, ChunkStatus.SETTLED))
        for chunk in sorted(settled, key=lambda row: (row.recording, row.index)):
            consent = self._consents.latest(chunk.speaker, chunk.collection)
            agreed = consent is not None and self._stands(consent)
            if consent is not None and agreed and _worth(chunk, selection) and not self._disabled(chunk):
                yield self._row(chunk, consent)

    def keep_members(self, release: ReleaseId, members: Iterable[ReleaseMember]) -> None:
        """See `Releases.keep_members`."""
        self._store.members.put(release, frozenset(members))

    def add_members(self, release: ReleaseId, members: Sequence[ReleaseMember]) -> None:
        """See `Releases.add_members`."""
        self._store.members.put(release, self._members(release) | frozenset(members))

    def agreed_members(self, release: ReleaseId) -> int:
        """See `Releases.agreed_members`."""
        chunks = [self._store.chunks.get(member.chunk) for member in self._members(release)]
        return sum(chunk is not None and self._agreed(chunk) for chunk in chunks)

    def successor(self, release: Release) -> Release | None:
        """See `Releases.successor`."""
        ready = [row for row in self._rows.group("name", release.name) if row.status is ReleaseStatus.READY]
        later = [row for row in ready if row.version > release.version]
        return max(later, key=lambda row: row.version, default=None)

    def with_recording(self, recording: RecordingId) -> tuple[ReleaseId, ...]:
        """See `Releases.with_recording`."""
        chunks = {row.id for row in self._store.chunks.group("recording", recording)}
        held = (row.id for row in self._rows.all() if chunks & {member.chunk for member in self._members(row.id)})
        return tuple(sorted(held))

    def _members(self, release: ReleaseId) -> frozenset[ReleaseMember]:
        return self._store.members.get(release) or frozenset()

    def _agreed(self, chunk: Chunk) -> bool:
        consent = self._consents.latest(chunk.speaker, chunk.collection)
        return chunk.status is not ChunkStatus.WITHDRAWN and consent is not None and self._stands(consent)

    def _disabled(self, chunk: Chunk) -> bool:
        """Whether the account that sent it is disabled, or that of its speaker."""
        recording, speaker = self._store.recordings.get(chunk.recording), self._store.speakers.get(chunk.speaker)
        ids = {recording.contributor if recording else None, speaker.contributor if speaker else None}
        accounts = (self._store.contributors.get(id_) for id_ in ids)
        return any(one is not None and one.status is ContributorStatus.DISABLED for one in accounts)

    def _stands(self, consent: Consent) -> bool:
        return may_publish(consent, self._documents.of_collection(consent.collection))

    def _row(self, chunk: Chunk, consent: Consent) -> ReleaseRow:
        collection = self._store.collections.get(chunk.collection)
        recording = self._store.recordings.get(chunk.recording)
        speaker = self._store.speakers.get(chunk.speaker)
        if collection is None or recording is None or speaker is None:
            raise LookupError(f"Chunk {chunk.id} has lost its collection, recording or speaker.")
        prompt = self._store.prompts.get(recording.prompt)
        return ReleaseRow(
            recording=chunk.recording,
            speaker=chunk.speaker,
            collection=collection.slug,
            language=collection.language,
            licence=collection.licence,
            prompt=(prompt.script if prompt else None) or "",
            consent_version=consent.version,
            recorded_at=recording.created_at,
            traits=speaker.released_traits,
            **_clip(chunk),
        )


def _clip(chunk: Chunk) -> dict[str, Any]:
    """What a row says of the clip itself."""
    return {
        "chunk": chunk.id,
        "index": chunk.index,
        "start": chunk.start,
        "end": chunk.end,
        "sample_rate": chunk.sample_rate,
        "text": chunk.text or "",
        "confidence": chunk.confidence or 0.0,
        "votes": chunk.votes,
        "settled_by": str(chunk.settled_by),
        "audio_key": chunk.audio.key,
        "audio_bytes": chunk.audio.size,
        "audio_sha256": chunk.audio.sha256,
        "quality": chunk.quality,
    }


def _worth(chunk: Chunk, selection: Selection) -> bool:
    sure = chunk.settled_by is Settler.REVIEWER or (chunk.confidence or 0.0) >= selection.min_confidence
    return sure and _SAID.search(chunk.text or "") is not None

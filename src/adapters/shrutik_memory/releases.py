"""The repository of releases in memory."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.collections.consent_document import may_publish
from shrutik_core.people.consent import Consent
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.releases.row import CastVote, ClipOutline, ReleaseMember, ReleaseRow, Weighed
from shrutik_core.releases.selection import LeftOut, Selection
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ChunkId, ContributorId, RecordingId, ReleaseId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.consent_documents import MemoryConsentDocuments
from shrutik_memory.paging import newest_first
from shrutik_memory.people import MemoryConsents
from shrutik_memory.store import MemoryStore
from shrutik_memory.transcriptions import MemoryTranscriptions


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

    def series(self, name: str) -> tuple[Release, ...]:
        """See `Releases.series`."""
        return tuple(sorted(self._rows.group("name", name), key=lambda row: row.version))

    def page(self, request: PageRequest, status: ReleaseStatus | None = None) -> Page[Release]:
        """See `Releases.page`."""
        rows = (row for row in self._rows.all() if status in {None, row.status})
        return newest_first(rows, request, lambda row: row.created_at)

    def rows(self, selection: Selection) -> Iterator[ReleaseRow]:
        """See `Releases.rows`."""
        settled = [chunk for chunk in self._chunks(selection) if chunk.status is ChunkStatus.SETTLED]
        for chunk in sorted(settled, key=lambda row: (row.recording, row.index)):
            row = self._row(chunk)
            if row is not None and not self._disabled(chunk) and row.candidate().left_out_of(selection) is None:
                yield row

    def outline(self, selection: Selection, *, measured: bool | None = None) -> Iterator[ClipOutline]:
        """See `Releases.outline`."""
        found = (row.outline() for row in self.rows(selection))
        return (one for one in found if measured in {None, one.measured is not None})

    def held_rows(self, release: ReleaseId, shard: str) -> Iterator[ReleaseRow]:
        """See `Releases.held_rows`."""
        held = (self._store.chunks.get(one.chunk) for one in self._members(release) if one.shard == shard)
        for chunk in held:
            row = self._row(chunk) if chunk is not None and chunk.status is ChunkStatus.SETTLED else None
            if row is not None and chunk is not None and not self._disabled(chunk):
                yield row

    def weigh(self, selection: Selection) -> Iterator[Weighed]:
        """See `Releases.weigh`."""
        for chunk in self._chunks(selection):
            seconds = chunk.end - chunk.start
            yield Weighed(chunk.id, chunk.speaker, seconds, self._left_out(chunk, selection))

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

    def people(self, release: ReleaseId) -> Sequence[ContributorId]:
        """See `Releases.people`."""
        chunks = (self._store.chunks.get(member.chunk) for member in self._members(release))
        voices = {chunk.speaker for chunk in chunks if chunk is not None and self._agreed(chunk)}
        speakers = (self._store.speakers.get(voice) for voice in voices)
        return sorted({one.contributor for one in speakers if one is not None and one.contributor is not None})

    def successor(self, release: Release) -> Release | None:
        """See `Releases.successor`."""
        ready = [row for row in self._rows.group("name", release.name) if row.status is ReleaseStatus.READY]
        later = [row for row in ready if row.version > release.version]
        return max(later, key=lambda row: row.version, default=None)

    def chunk_of(self, release: ReleaseId, clip: str) -> ChunkId | None:
        """See `Releases.chunk_of`."""
        return next((one.chunk for one in self._members(release) if one.clip == clip), None)

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

    def _chunks(self, selection: Selection) -> Iterator[Chunk]:
        wanted = set(selection.collections)
        return (chunk for chunk in self._store.chunks.all() if chunk.collection in wanted)

    def _left_out(self, chunk: Chunk, selection: Selection) -> LeftOut | None:
        if chunk.status is ChunkStatus.WITHDRAWN:
            return LeftOut.WITHDRAWN
        if chunk.status is not ChunkStatus.SETTLED:
            return LeftOut.UNSETTLED
        row = self._row(chunk)
        if row is None:
            return LeftOut.WITHOUT_CONSENT
        return LeftOut.ACCOUNT_DISABLED if self._disabled(chunk) else row.candidate().left_out_of(selection)

    def _row(self, chunk: Chunk) -> ReleaseRow | None:
        """None if its speaker does not agree."""
        consent = self._consents.latest(chunk.speaker, chunk.collection)
        if consent is None or not self._stands(consent):
            return None
        collection = self._store.collections.get(chunk.collection)
        recording = self._store.recordings.get(chunk.recording)
        speaker = self._store.speakers.get(chunk.speaker)
        if collection is None or recording is None or speaker is None:
            raise LookupError(f"Chunk {chunk.id} has lost its collection, recording or speaker.")
        prompt, consensus = self._store.prompts.get(recording.prompt), self._store.consensuses.get(chunk.id)
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
            synthetic=speaker.synthetic,
            reported=any(report.waits for report in self._store.clip_reports.group("chunk", chunk.id)),
            expected_wer=consensus.expected_wer if consensus else None,
            method=consensus.method if consensus else None,
            votes=tuple(self._votes(chunk, collection.language)),
            measured=self._store.measures.get(chunk.id),
            **_clip(chunk),
        )

    def _votes(self, chunk: Chunk, language: str) -> Iterator[CastVote]:
        for one in MemoryTranscriptions(self._store).of_chunk(chunk.id):
            standing = self._store.standings.get((one.contributor, language))
            yield CastVote(one.contributor, one.text, standing.vote_accuracy if standing else None)


def _clip(chunk: Chunk) -> dict[str, Any]:
    """What a row says of the clip itself."""
    return {
        "chunk": chunk.id,
        "index": chunk.index,
        "start_sample": chunk.span.start,
        "end_sample": chunk.span.end,
        "sample_rate": chunk.sample_rate,
        "text": chunk.text or "",
        "confidence": chunk.confidence or 0.0,
        "settled_by": chunk.settled_by,
        "audio_key": chunk.audio.key,
        "audio_bytes": chunk.audio.size,
        "audio_sha256": chunk.audio.sha256,
        "quality": chunk.quality,
    }

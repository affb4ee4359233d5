"""The repository of releases on PostgreSQL."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.releases.release import Release, ReleaseFile, ReleaseStatus
from shrutik_core.releases.row import ClipOutline, ReleaseMember, ReleaseRow, Weighed
from shrutik_core.releases.selection import ReleaseFormat, Selection
from shrutik_core.releases.selection_json import conditions, read_conditions
from shrutik_core.shared.ids import ChunkId, ContributorId, RecordingId, ReleaseId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.repositories.release_rows import (
    agreed_members,
    held,
    outlined,
    people_in,
    release_row,
    settled,
    weighed,
    weighed_row,
)
from shrutik_postgres.tables.chunks import chunks
from shrutik_postgres.tables.releases import release_members, releases
from shrutik_postgres.transaction import Transaction, Values


class PostgresReleases:
    """`Releases` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, release: Release) -> None:
        """See `Releases.add`."""
        self._transaction.add(insert(releases), [_values(release)])

    def save(self, release: Release) -> None:
        """See `Releases.save`."""
        statement = update(releases).where(releases.c.id == release.id)
        self._transaction.change(statement.values(_values(release)), "release")

    def find(self, release: ReleaseId, *, lock: bool = False) -> Release | None:
        """See `Releases.find`."""
        wanted = select(releases).where(releases.c.id == release)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return _release(row) if row else None

    def next_version(self, name: str) -> int:
        """See `Releases.next_version`."""
        self._transaction.alone("release", name)
        highest = select(func.coalesce(func.max(releases.c.version), 0)).where(releases.c.name == name)
        return int(self._transaction.scalar(highest)) + 1

    def series(self, name: str) -> tuple[Release, ...]:
        """See `Releases.series`."""
        self._transaction.alone("release", name)
        wanted = select(releases).where(releases.c.name == name).order_by(releases.c.version)
        return tuple(_release(row) for row in self._transaction.all(wanted))

    def page(self, request: PageRequest, status: ReleaseStatus | None = None) -> Page[Release]:
        """See `Releases.page`."""
        wanted = select(releases) if status is None else select(releases).where(releases.c.status == status.value)
        return newest_first(self._transaction, wanted, request, by_birth(releases), _release)

    def rows(self, selection: Selection) -> Iterator[ReleaseRow]:
        """See `Releases.rows`."""
        found = map(release_row, self._transaction.stream(settled(selection.collections)))
        return (row for row in found if row.candidate().left_out_of(selection) is None)

    def outline(self, selection: Selection, *, measured: bool | None = None) -> Iterator[ClipOutline]:
        """See `Releases.outline`."""
        found = map(release_row, self._transaction.stream(outlined(selection.collections, measured)))
        return (row.outline() for row in found if row.candidate().left_out_of(selection) is None)

    def held_rows(self, release: ReleaseId, shard: str) -> Iterator[ReleaseRow]:
        """See `Releases.held_rows`."""
        return map(release_row, self._transaction.stream(held(release, shard)))

    def weigh(self, selection: Selection) -> Iterator[Weighed]:
        """See `Releases.weigh`."""
        return (weighed_row(row, selection) for row in self._transaction.stream(weighed(selection)))

    def keep_members(self, release: ReleaseId, members: Iterable[ReleaseMember]) -> None:
        """See `Releases.keep_members`."""
        self._transaction.run(delete(release_members).where(release_members.c.release == release))
        self._add_members(release, members)

    def add_members(self, release: ReleaseId, members: Sequence[ReleaseMember]) -> None:
        """See `Releases.add_members`."""
        self._add_members(release, members)

    def agreed_members(self, release: ReleaseId) -> int:
        """See `Releases.agreed_members`."""
        return int(self._transaction.scalar(agreed_members(release)))

    def people(self, release: ReleaseId) -> Sequence[ContributorId]:
        """See `Releases.people`."""
        return [ContributorId(row.contributor) for row in self._transaction.all(people_in(release))]

    def successor(self, release: Release) -> Release | None:
        """See `Releases.successor`."""
        later = select(releases).where(
            releases.c.name == release.name,
            releases.c.version > release.version,
            releases.c.status == ReleaseStatus.READY.value,
        )
        row = self._transaction.first(later.order_by(releases.c.version.desc()).limit(1))
        return _release(row) if row else None

    def chunk_of(self, release: ReleaseId, clip: str) -> ChunkId | None:
        """See `Releases.chunk_of`."""
        members = release_members.c
        held = select(members.chunk).where(members.release == release, members.clip == clip).limit(1)
        row = self._transaction.first(held)
        return ChunkId(row.chunk) if row else None

    def with_recording(self, recording: RecordingId) -> tuple[ReleaseId, ...]:
        """See `Releases.with_recording`."""
        members = release_members.c
        holding = select(members.release).join(chunks, chunks.c.id == members.chunk)
        rows = self._transaction.all(
            holding.where(chunks.c.recording == recording).distinct().order_by(members.release)
        )
        return tuple(ReleaseId(row.release) for row in rows)

    def _add_members(self, release: ReleaseId, members: Iterable[ReleaseMember]) -> None:
        statement = upsert(release_members).on_conflict_do_nothing().returning(release_members.c.chunk)
        rows = ({"release": release, "chunk": one.chunk, "clip": one.clip, "shard": one.shard} for one in members)
        self._transaction.add_many(statement, rows)


def _values(release: Release) -> Values:
    return {
        "id": release.id,
        "name": release.name,
        "version": release.version,
        "collections": list(release.selection.collections),
        "formats": [format_.value for format_ in release.selection.formats],
        "min_confidence": release.selection.min_confidence,
        "conditions": conditions(release.selection),
        "requested_by": release.requested_by,
        "created_at": release.created_at,
        "status": release.status.value,
        "progress": release.progress,
        "clips": release.clips,
        "seconds": release.seconds,
        "files": [
            {
                "name": file.name,
                "key": file.key,
                "size": file.size,
                "sha256": file.sha256,
                "media_type": file.media_type,
            }
            for file in release.files
        ],
        "digest": release.digest,
        "error": release.error,
        "finished_at": release.finished_at,
    }


def _release(row: Row[Any]) -> Release:
    formats = tuple(ReleaseFormat(name) for name in row.formats)
    kept = {"min_confidence": row.min_confidence, **row.conditions}
    return Release(
        id=row.id,
        name=row.name,
        version=row.version,
        selection=Selection(tuple(row.collections), formats, **read_conditions(kept)),
        requested_by=row.requested_by,
        created_at=row.created_at,
        status=ReleaseStatus(row.status),
        progress=row.progress,
        clips=row.clips,
        seconds=row.seconds,
        files=tuple(ReleaseFile(**file) for file in row.files),
        digest=row.digest,
        error=row.error,
        finished_at=row.finished_at,
    )

"""Build a release: from settled chunks to files whose bytes depend on nothing else."""

from collections.abc import Iterable, Iterator
from uuid import UUID

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.ports.archiver import ArchiveMember, Archiver
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.releases import checksums
from shrutik_core.releases.datasheet import datasheet
from shrutik_core.releases.formats.catalogue import FORMATS
from shrutik_core.releases.manifest.making import outdated
from shrutik_core.releases.plain_manifest import PlainLine, write_line
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release import Release, ReleaseFile, ReleaseStatus, release_key
from shrutik_core.releases.row import ReleaseMember
from shrutik_core.releases.source import Source, read_source, write_source
from shrutik_core.releases.totals import ReleaseTotals
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.failures import failure_of
from shrutik_core.shared.ids import ReleaseId
from shrutik_core.use_cases.steps.auditing import add_entry

declare(Conflict, "release_empty", "Nothing of these collections may go out yet.")

_BATCH = 64 * 1024
_MEMBERS = 1_000
MANIFEST, CLIPS, DATASHEET = "manifest.jsonl", "clips.tar", "datasheet.md"
# Not a file of the release, and gone when it is ready: what its clips are called here.
_SOURCES = "sources"


@attrs.frozen
class BuildRelease:
    """Writes a release's files; broken off anywhere, it is begun again and gives one release."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    archiver: Archiver
    clock: Clock
    ids: IdSource
    salt: bytes = attrs.field(repr=False)

    def __call__(self, subject: UUID) -> None:
        """Build it; nothing happens if it is ready. If no chunk may go out, it fails with ``release_empty``.

        Raises:
            Missing: ``release_missing``.
            Unavailable: ``release_outdated`` if a voice was withdrawn meanwhile: the next attempt leaves it out.
        """
        release_id = ReleaseId(subject)
        release = self._begin(release_id)
        if release is None:
            self.blobs.delete(release_key(release_id, _SOURCES))
            return
        totals = ReleaseTotals()
        self._note_sources(release)
        manifest = self._put(release, MANIFEST, "application/jsonl", self._told(release, totals))
        if not totals.clips:
            nothing = Conflict("release_empty", "No settled chunk of these collections may go out yet.")
            self.give_up(release.id, failure_of(nothing))
            return
        self._progress(release_id, 0.2)
        files = [manifest, *self._write_texts(release, totals)]
        self._progress(release_id, 0.4)
        files.append(self._write_clips(release))
        self._finish(release, files, totals)

    def give_up(self, subject: UUID, error: str) -> None:
        """Note that the release failed."""
        self.blobs.delete(release_key(ReleaseId(subject), _SOURCES))
        with self.units_of_work() as uow:
            release = uow.releases.find(ReleaseId(subject), lock=True)
            if release is None or release.status is not ReleaseStatus.BUILDING:
                return
            now = self.clock.now()
            uow.releases.save(release.fail(error, now))
            add_entry(uow, self.ids, now, None, "release.failed", release.id)
            uow.commit()
        # What was written so far is not served to anyone, and holds what its speakers may withdraw.
        for entry in tuple(self.blobs.list(release_key(release.id, ""))):
            self.blobs.delete(entry.key)

    def _begin(self, release_id: ReleaseId) -> Release | None:
        with self.units_of_work() as uow:
            release = uow.releases.find(release_id, lock=True)
            if release is None:
                raise Missing("release_missing", "There is no such release.")
            if release.status in {ReleaseStatus.READY, ReleaseStatus.SUPERSEDED}:
                return None
            building = release.build()
            uow.releases.save(building)
            uow.commit()
        return building

    def _note_sources(self, release: Release) -> None:
        """Read the database once: whatever changes meanwhile, all files of a release agree."""
        pseudonyms = Pseudonyms(release.name, self.salt)
        with self.units_of_work() as uow:
            uow.releases.keep_members(release.id, ())
            sources = self._remembered(uow, release, pseudonyms)
            self.blobs.put(release_key(release.id, _SOURCES), _encoded(map(write_source, sources)))
            uow.commit()

    def _remembered(self, uow: UnitOfWork, release: Release, pseudonyms: Pseudonyms) -> Iterator[Source]:
        """The sources, while the chunks are remembered, each by its id in this release's manifest."""
        members: list[ReleaseMember] = []
        for row in uow.releases.rows(release.selection):
            source = Source.of(row, pseudonyms)
            members.append(ReleaseMember(source.chunk, source.line.clip))
            if len(members) == _MEMBERS:
                uow.releases.add_members(release.id, members)
                members = []
            yield source
        uow.releases.add_members(release.id, members)

    def _told(self, release: Release, totals: ReleaseTotals) -> Iterator[str]:
        for line in self._manifest(release):
            totals.add(line)
            yield write_line(line)

    def _write_texts(self, release: Release, totals: ReleaseTotals) -> Iterator[ReleaseFile]:
        for format_ in release.selection.formats:
            for file in FORMATS[format_]:
                lines = file.write(self._manifest(release))
                yield self._put(release, file.name, file.media_type, lines)
        yield self._put(release, DATASHEET, "text/markdown", datasheet(release, totals, self._collections(release)))

    def _collections(self, release: Release) -> list[Collection]:
        with self.units_of_work() as uow:
            found = (uow.collections.find(collection) for collection in release.selection.collections)
            return [collection for collection in found if collection is not None]

    def _write_clips(self, release: Release) -> ReleaseFile:
        members = (
            ArchiveMember(source.line.path, source.line.bytes, self.blobs.open(source.audio_key))
            for source in self._sources(release)
        )
        try:
            blob = self.blobs.put(release_key(release.id, CLIPS), self.archiver.pack(members))
        except Missing as error:
            if error.code != "blob_missing":
                raise
            raise outdated() from error
        return ReleaseFile(CLIPS, blob.key, blob.size, blob.sha256, "application/x-tar")

    def _manifest(self, release: Release) -> Iterator[PlainLine]:
        return (source.line for source in self._sources(release))

    def _sources(self, release: Release) -> Iterator[Source]:
        with self.blobs.open(release_key(release.id, _SOURCES)) as stream:
            for line in stream:
                yield read_source(line.decode())

    def _put(self, release: Release, name: str, media_type: str, lines: Iterable[str]) -> ReleaseFile:
        blob = self.blobs.put(release_key(release.id, name), _encoded(lines))
        return ReleaseFile(name, blob.key, blob.size, blob.sha256, media_type)

    def _progress(self, release_id: ReleaseId, progress: float) -> None:
        with self.units_of_work() as uow:
            release = uow.releases.find(release_id, lock=True)
            if release is not None:
                uow.releases.save(attrs.evolve(release, progress=progress))
                uow.commit()

    def _finish(self, release: Release, files: list[ReleaseFile], totals: ReleaseTotals) -> None:
        sums = checksums.write_checksums(files)
        listed = self._put(release, checksums.NAME, "text/plain", sums.splitlines())
        digest = checksums.release_digest(sums)
        with self.units_of_work() as uow:
            uow.withdrawal_feed.alone()
            current = uow.releases.find(release.id, lock=True)
            if current is not None and current.status is ReleaseStatus.BUILDING:
                if uow.releases.agreed_members(release.id) != totals.clips:
                    raise outdated()
                now = self.clock.now()
                uow.releases.save(current.finish((*files, listed), digest, totals.clips, round(totals.seconds, 3), now))
                add_entry(uow, self.ids, now, None, "release.built", release.id, clips=totals.clips, digest=digest)
                uow.commit()
        self.blobs.delete(release_key(release.id, _SOURCES))


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line.encode() + b"\n")
        size += len(batch[-1])
        if size >= _BATCH:
            yield b"".join(batch)
            batch, size = [], 0
    yield b"".join(batch)

"""Build a release: measure, plan, write and seal it; broken off anywhere, it goes on with what is left."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import attrs

from shrutik_core.events.catalogue import EventType
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.gates import GateFinding
from shrutik_core.releases.manifest.making import outdated
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release import Release, ReleaseStatus, release_key
from shrutik_core.releases.release_json import ReleaseCounts
from shrutik_core.releases.splits.ledger_lines import NAME as SPLITS
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.failures import failure_of
from shrutik_core.shared.ids import JobId, ReleaseId
from shrutik_core.shared.job_kinds import JobKind, ReleaseBuilt
from shrutik_core.shared.jobs import Job
from shrutik_core.use_cases.releases.build_steps import BuildSteps
from shrutik_core.use_cases.releases.left_behind import LeftBehind
from shrutik_core.use_cases.releases.plan_release import ReleasePlan
from shrutik_core.use_cases.releases.predecessor import Predecessor
from shrutik_core.use_cases.releases.seal_release import SealedRelease
from shrutik_core.use_cases.releases.series_turn import WAS_READY, call_next, has_turn
from shrutik_core.use_cases.releases.write_shards import WrittenShard
from shrutik_core.use_cases.releases.written_file import LINES, WrittenFile
from shrutik_core.use_cases.steps.announcing import announce_release
from shrutik_core.use_cases.steps.auditing import add_entry

declare(Conflict, "release_empty", "Nothing of these collections may go out yet.")
declare(Conflict, "release_stopped", "A gate found that the release should not go out as it is.")

MEASURED, PLANNED, SHARDED, VIEWED = 0.1, 0.15, 0.8, 0.95
"""How far a release is behind each step."""
_STEP = 0.01
_FOR_WHO_ASKED = frozenset({"release_empty", "release_stopped", "split_by_fixed", "test_incomplete"})


@attrs.frozen
class BuildRelease:
    """Makes a release ready, once, one version of a series at a time."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    clock: Clock
    ids: IdSource
    steps: BuildSteps
    salt: bytes = attrs.field(repr=False)

    def __call__(self, subject: UUID) -> None:
        """Build it; nothing happens if it is ready, or while an earlier version of its series is on its way.

        It fails with ``release_empty`` if no chunk may go out, ``release_stopped`` if a gate stops it,
        ``split_by_fixed`` if prompts cannot be kept apart in its series and ``test_incomplete`` if it would narrow the
        frozen test: that is for whoever asked to change.

        Raises:
            Conflict: ``release_overtaken``.
            Invalid: ``clips_unreadable``, ``clip_damaged``.
            Missing: ``release_missing``.
            Unavailable: ``release_outdated`` if a voice was withdrawn meanwhile: the next attempt leaves it out;
                ``extra_missing``, ``work_pool_lost``.
        """
        release = self._begin(ReleaseId(subject))
        if release is None:
            return
        try:
            self._build(release)
        except Conflict as error:
            if error.code not in _FOR_WHO_ASKED:
                raise
            self.give_up(release.id, failure_of(error))

    def _build(self, release: Release) -> None:
        earlier = self._earlier(release)
        before = LeftBehind(self.blobs).predecessor(release.name, earlier)
        self.steps.measure(release.selection)
        self._note(release, MEASURED)
        plan = self.steps.plan(release, before)
        if not plan.clips:
            raise Conflict("release_empty", "No settled chunk of these collections may go out yet.")
        self._note(release, PLANNED)
        shards = tuple(self._shards(release, plan))
        sealed = self._sealed(release, plan, shards, before, earlier)
        self._finish(release, plan, *sealed)

    def give_up(self, subject: UUID, error: str) -> None:
        """Note that the release failed; what was written goes, and the next version of its series has its turn."""
        with self.units_of_work() as uow:
            release = uow.releases.find(ReleaseId(subject), lock=True)
            if release is None or release.status is not ReleaseStatus.BUILDING:
                return
            now = self.clock.now()
            failed = release.fail(error, now)
            uow.releases.save(failed)
            announce_release(uow, self.ids, now, failed, EventType.RELEASE_FAILED)
            add_entry(uow, self.ids, now, None, "release.failed", release.id)
            call_next(uow, self.ids, release, now)
            uow.commit()
        # It is not served to anyone, and holds what its speakers may withdraw.
        self._tidy(release, keep=frozenset())

    def _begin(self, release_id: ReleaseId) -> Release | None:
        with self.units_of_work() as uow:
            release = uow.releases.find(release_id, lock=True)
            if release is None:
                raise Missing("release_missing", "There is no such release.")
            if release.status in WAS_READY:
                self._tidy(release, keep=frozenset(file.key for file in release.files))
                return None
            if not has_turn(uow, release):
                return None
            building = release.build()
            uow.releases.save(building)
            uow.commit()
        return building

    def _earlier(self, release: Release) -> tuple[Release, ...]:
        """The versions that were ready and left what a later one goes on from, the first first."""
        with self.units_of_work() as uow:
            series = uow.releases.series(release.name)
        left = LeftBehind(self.blobs)
        return tuple(one for one in series if one.version < release.version and left.has(one))

    def _shards(self, release: Release, plan: ReleasePlan) -> Iterator[WrittenShard]:
        names = Pseudonyms(release.name, self.salt)
        facts = plan.facts(release, names)
        written = self.steps.write(release, self.steps.plan.shards(release), facts)
        for number, shard in enumerate(written):
            self._note(release, PLANNED + (SHARDED - PLANNED) * (number + 1) / plan.shards)
            yield shard

    def _sealed(
        self,
        release: Release,
        plan: ReleasePlan,
        shards: Sequence[WrittenShard],
        before: Predecessor,
        earlier: Sequence[Release],
    ) -> tuple[SealedRelease, float]:
        def note(share: float) -> None:
            self._note(release, SHARDED + (VIEWED - SHARDED) * share)

        steps = self.steps
        views, stats = steps.texts(release, shards, note)
        compared = steps.compare(release, shards, earlier, stats)
        _check(release, compared.findings)
        facts = steps.describe.facts(release, before, stats)
        told = steps.describe(release, facts, plan, stats, compared)
        files = [file for shard in shards for file in (shard.archive, shard.manifest)]
        files += [self._ledger(release), *views, *compared.deltas, *told]
        counts = ReleaseCounts(plan.clips, round(stats.total.seconds * 1_000), plan.shards, 0)
        return steps.seal(release, files, facts, counts), round(stats.total.seconds, 3)

    def _ledger(self, release: Release) -> WrittenFile:
        key = release_key(release.id, SPLITS)
        with self.blobs.open(key) as stream:
            return WrittenFile.plain(SPLITS, self.blobs.put(key, [stream.read()]), LINES)

    def _note(self, release: Release, progress: float) -> None:
        """Tell how far it is, which is a sign of life as well; steps of less than a per cent are not told."""
        with self.units_of_work() as uow:
            current = uow.releases.find(release.id, lock=True)
            if current is None or not 0 <= current.progress <= progress - _STEP:
                return
            uow.releases.save(attrs.evolve(current, progress=round(progress, 2)))
            uow.jobs.show_life(JobKind.BUILD_RELEASE, release.id, self.clock.now())
            uow.commit()

    def _finish(self, release: Release, plan: ReleasePlan, sealed: SealedRelease, seconds: float) -> None:
        if not self._is_building(release):
            return
        LeftBehind(self.blobs).keep(release)
        with self.units_of_work() as uow:
            uow.withdrawal_feed.alone()
            current = uow.releases.find(release.id, lock=True)
            if current is None or current.status is not ReleaseStatus.BUILDING:
                return
            if uow.releases.agreed_members(release.id) != plan.clips:
                raise outdated()
            now = self.clock.now()
            ready = current.finish(sealed.files, sealed.digest, plan.clips, seconds, now)
            uow.releases.save(ready)
            announce_release(uow, self.ids, now, ready, EventType.RELEASE_READY)
            add_entry(uow, self.ids, now, None, "release.built", release.id, clips=plan.clips, digest=sealed.digest)
            uow.jobs.add(Job.due(JobId(self.ids.new()), ReleaseBuilt(release.id), now))
            call_next(uow, self.ids, release, now)
            uow.commit()
        self._tidy(release, keep=frozenset(file.key for file in sealed.files))

    def _is_building(self, release: Release) -> bool:
        with self.units_of_work() as uow:
            current = uow.releases.find(release.id)
        return current is not None and current.status is ReleaseStatus.BUILDING

    def _tidy(self, release: Release, keep: frozenset[str]) -> None:
        for entry in tuple(self.blobs.list(release_key(release.id, ""))):
            if entry.key not in keep:
                self.blobs.delete(entry.key)


def _check(release: Release, findings: Sequence[GateFinding]) -> None:
    stops = [one for one in findings if one.stops]
    if stops:
        found = " ".join(f"[{one.key}] {one.sentence}" for one in stops)
        detail = f"{release.title} does not go out: {found} To let it, ask for it again and say why, by what was found."
        raise Conflict("release_stopped", detail)

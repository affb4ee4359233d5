"""Plan a release: place its speakers in splits, and deal its clips out to shards; none of them is written yet."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.releases.manifest.making import ManifestFacts
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release import Release, release_key
from shrutik_core.releases.row import ReleaseMember
from shrutik_core.releases.series_index import IndexedShard, read_index, write_indexed
from shrutik_core.releases.splits.frozen import FrozenCount
from shrutik_core.releases.splits.ledger_lines import NAME as SPLITS
from shrutik_core.releases.splits.ledger_lines import write_ledger
from shrutik_core.shared.errors import Missing
from shrutik_core.use_cases.releases.going_out import going_out
from shrutik_core.use_cases.releases.plan_making import PlanMaking, begun, frozen_now
from shrutik_core.use_cases.releases.predecessor import Predecessor
from shrutik_core.use_cases.releases.text_blobs import lines_in, put_lines
from shrutik_core.use_cases.releases.withdrawn_clips import withdrawn_from

INDEX, PLAN = "work/index.jsonl", "work/plan.json"
_MEMBERS = 1_000


@attrs.frozen
class ReleasePlan:
    """What is planned of a release, beside its shards.

    Attributes:
        clips: that go out.
        shards: how many there are.
        few_speakers: slugs of collections that give few speakers.
        added_to_test: pseudonyms of clips that came after the test split was frozen.
        frozen: what it holds of the frozen test; None if there is no test split.
        withdrawn: pseudonyms of clips of earlier versions that were taken back.
    """

    clips: int
    shards: int
    few_speakers: frozenset[str]
    added_to_test: frozenset[str]
    frozen: FrozenCount | None = None
    withdrawn: frozenset[str] = frozenset()

    def facts(self, release: Release, names: Pseudonyms) -> ManifestFacts:
        """What all lines of the release's manifest share."""
        sets = self.few_speakers, self.added_to_test, self.withdrawn
        return ManifestFacts(release.name, release.version, names, *sets)


@attrs.frozen
class PlanRelease:
    """Makes the plan once: what is built by it, now or after a crash, is the same."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    salt: bytes = attrs.field(repr=False)

    def __call__(self, release: Release, before: Predecessor) -> ReleasePlan:
        """The plan as it was made, or as it is made now; what goes out has been measured.

        Raises:
            Conflict: ``split_by_fixed`` if no prompt may be in two splits of a series that is split by speaker alone;
                ``test_incomplete``.
        """
        names = Pseudonyms(release.name, self.salt)
        with self.units_of_work() as uow:
            if (kept := self._kept(uow, release)) is not None:
                return kept
            uow.releases.keep_members(release.id, ())
            making = PlanMaking(release.version, names, begun(before, release.selection))
            clips = partial(going_out, uow, release.selection, before, names)
            ledger = making.ledger(clips, part=release.selection.parted)
            plan = self._write(uow, release, making, making.deal(clips(), ledger))
            # What was withdrawn while the clips were read is told of by now.
            gone = withdrawn_from(uow, before.releases)
            if ledger.frozen is None:
                ledger = ledger.freeze(making.test, release.version)
            plan = attrs.evolve(plan, frozen=frozen_now(making, ledger, gone), withdrawn=gone)
            put_lines(self.blobs, release_key(release.id, SPLITS), write_ledger(ledger))
            # The last of the files: without it, or without members, the plan is made anew.
            put_lines(self.blobs, release_key(release.id, PLAN), [json.dumps(_plain(plan))])
            uow.commit()
        return plan

    def shards(self, release: Release) -> Iterator[IndexedShard]:
        """The planned shards, in order.

        Raises:
            Missing: ``blob_missing`` before there is a plan.
        """
        return read_index(lines_in(self.blobs, release_key(release.id, INDEX)))

    def _write(
        self, uow: UnitOfWork, release: Release, making: PlanMaking, shards: Iterable[IndexedShard]
    ) -> ReleasePlan:
        counts = [0, 0]

        def remembered() -> Iterator[str]:
            for indexed in shards:
                held = [one.planned.clip for one in indexed.clips if not one.planned.blank]
                name = indexed.shard.name
                members = [ReleaseMember(making.chunks.chunk(clip), clip, name) for clip in held]
                for start in range(0, len(members), _MEMBERS):
                    uow.releases.add_members(release.id, members[start : start + _MEMBERS])
                counts[0] += len(held)
                counts[1] += 1
                yield write_indexed(indexed)

        put_lines(self.blobs, release_key(release.id, INDEX), remembered())
        return ReleasePlan(counts[0], counts[1], making.few_speakers, frozenset(making.added))

    def _kept(self, uow: UnitOfWork, release: Release) -> ReleasePlan | None:
        try:
            (line,) = lines_in(self.blobs, release_key(release.id, PLAN))
        except Missing:
            return None
        kept = json.loads(line)
        if "withdrawn" not in kept:  # made by a version of Shrutik that did not tell it from what is left out
            return None
        plan = _plan(kept)
        return plan if uow.releases.agreed_members(release.id) == plan.clips else None


def _plain(plan: ReleasePlan) -> dict[str, Any]:
    return {
        "clips": plan.clips,
        "shards": plan.shards,
        "few_speakers": sorted(plan.few_speakers),
        "added_to_test": sorted(plan.added_to_test),
        "frozen": attrs.astuple(plan.frozen) if plan.frozen else None,
        "withdrawn": sorted(plan.withdrawn),
    }


def _plan(kept: dict[str, Any]) -> ReleasePlan:
    sets = frozenset(kept["few_speakers"]), frozenset(kept["added_to_test"])
    frozen = FrozenCount(*kept["frozen"]) if kept["frozen"] else None
    return ReleasePlan(kept["clips"], kept["shards"], *sets, frozen, frozenset(kept["withdrawn"]))

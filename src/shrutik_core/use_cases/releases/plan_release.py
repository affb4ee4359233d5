"""Plan a release: place its speakers in splits, and deal its clips out to shards; nothing is written of them yet."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.releases.manifest.making import FEW_SPEAKERS
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release import Release, release_key
from shrutik_core.releases.row import ClipOutline, ReleaseMember
from shrutik_core.releases.selection import Selection
from shrutik_core.releases.series_index import IndexedShard, write_indexed
from shrutik_core.releases.shards.plan import plan_shards
from shrutik_core.releases.shards.recipe import ClipSource, planned_clip
from shrutik_core.releases.shards.shard import Shard, ShardClip
from shrutik_core.releases.splits.frozen import added_to_test
from shrutik_core.releases.splits.ledger import Ledger
from shrutik_core.releases.splits.ledger_lines import write_ledger
from shrutik_core.releases.splits.place import place_speakers
from shrutik_core.releases.splits.split import Split
from shrutik_core.releases.splits.units import SpeakerTime
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.use_cases.releases.clip_chunks import ClipChunks
from shrutik_core.use_cases.releases.going_out import going_out
from shrutik_core.use_cases.releases.predecessor import Predecessor
from shrutik_core.use_cases.releases.text_blobs import lines_in, put_lines

PLAN, HEAD, SPLITS = "work/plan.jsonl", "work/plan.json", "splits.jsonl"
_MEMBERS = 1_000
_THOUSAND = 1_000


@attrs.frozen
class ReleasePlan:
    """What is planned of a release, beside its shards.

    Attributes:
        clips: that go out.
        shards: how many there are.
        few_speakers: slugs of collections that give few speakers.
        added_to_test: pseudonyms of clips that came after the test split was frozen.
    """

    clips: int
    shards: int
    few_speakers: frozenset[str]
    added_to_test: frozenset[str]


@attrs.frozen
class PlanRelease:
    """Makes the plan once: what is built by it, now or after a crash, is the same."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    salt: bytes = attrs.field(repr=False)

    def __call__(self, release: Release, before: Predecessor) -> ReleasePlan:
        """The plan, as it was made or as it is made now; every clip's measures are kept already."""
        if (kept := self._kept(release)) is not None:
            return kept
        with self.units_of_work() as uow:
            uow.releases.keep_members(release.id, ())
            making = _Making(release, before, Pseudonyms(release.name, self.salt))
            ledger = making.place(going_out(uow, release.selection, before.ledger, making.names))
            chunks, shards = making.deal(uow, ledger)
            self._remember(uow, release, shards, chunks, before)
            put_lines(self.blobs, release_key(release.id, SPLITS), write_ledger(making.frozen(ledger)))
            plan = making.plan()
            # Last but for the commit: while it is not there, or no member is, the plan is made anew.
            put_lines(self.blobs, release_key(release.id, HEAD), [json.dumps(_plain(plan))])
            uow.commit()
        return plan

    def shards(self, release: Release) -> Iterator[IndexedShard]:
        """The planned shards, in order."""
        return read_index(lines_in(self.blobs, release_key(release.id, PLAN)))

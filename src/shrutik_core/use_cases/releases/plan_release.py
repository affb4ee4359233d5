"""Plan a release: measure what was never decoded, place speakers in splits, and deal clips out to shards."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clip_measurer import ClipMeasurer
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.releases.manifest.making import FEW_SPEAKERS
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release import Release, release_key
from shrutik_core.releases.row import ClipOutline, ReleaseMember
from shrutik_core.releases.selection import Selection
from shrutik_core.releases.series_index import IndexedShard, index_key, ledger_key, read_index, write_indexed
from shrutik_core.releases.shards.plan import plan_shards
from shrutik_core.releases.shards.recipe import ClipSource, planned_clip
from shrutik_core.releases.shards.shard import ShardClip
from shrutik_core.releases.shards.sound_shape import MeasuredClip
from shrutik_core.releases.splits.frozen import added_to_test
from shrutik_core.releases.splits.ledger import Ledger
from shrutik_core.releases.splits.ledger_lines import read_ledger, write_ledger
from shrutik_core.releases.splits.place import place_speakers
from shrutik_core.releases.splits.split import Split
from shrutik_core.releases.splits.units import SpeakerTime
from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.releases.clip_places import ClipPlaces
from shrutik_core.use_cases.releases.measure_clips import ClipFault, MeasureClips, measure_all

declare(Invalid, "clips_unreadable", "Clips of the release cannot be decoded.")

PLAN = "work/plan.jsonl"
SPLITS = "splits.jsonl"
_AT_ONCE = 2_000
_NAMED = 3


@attrs.frozen
class ReleasePlan:
    """What is planned of a release.

    Attributes:
        clips: that go out.
        few_speakers: collections that give few speakers.
        added_to_test: clips that came after the test split was frozen.
        shards: how many there are.
    """

    clips: int
    few_speakers: frozenset[str]
    added_to_test: frozenset[str]
    shards: int

"""Makes the plan of a release from its clips: who is placed where, and which clip lies in which shard."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from shrutik_core.releases.manifest.making import FEW_SPEAKERS
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.row import ClipOutline
from shrutik_core.releases.series_index import IndexedClip, IndexedShard
from shrutik_core.releases.shards.plan import plan_shards
from shrutik_core.releases.shards.recipe import ClipSource, planned_clip
from shrutik_core.releases.shards.shard import Shard, ShardClip
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.releases.splits.frozen import added_to_test
from shrutik_core.releases.splits.ledger import Ledger
from shrutik_core.releases.splits.place import place_speakers
from shrutik_core.releases.splits.prompts import PromptTimes, place_prompts, prompt_key, stays
from shrutik_core.releases.splits.split import Split, SplitBy
from shrutik_core.releases.splits.units import SpeakerTime
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.use_cases.releases.clip_chunks import ClipChunks
from shrutik_core.use_cases.releases.predecessor import Predecessor

GoingOut = Iterable[tuple[str, ClipOutline]]
_THOUSAND = 1_000


@attrs.define
class PlanMaking:
    """A plan in the making; for each clip some two hundred bytes are held, for each speaker a little more.

    Attributes:
        version: that is planned.
        names: pseudonyms of its series.
        before: what the version before it left.
        chunks: the chunks of all clips that were dealt out.
        speakers: of each collection.
        added: clips that came after the test split was frozen.
        test: clips of the test split.
    """

    version: int
    names: Pseudonyms
    before: Predecessor
    chunks: ClipChunks = attrs.field(factory=ClipChunks, init=False)
    speakers: dict[str, set[SpeakerId]] = attrs.field(factory=lambda: defaultdict(set), init=False)
    added: set[str] = attrs.field(factory=set, init=False)
    test: list[str] = attrs.field(factory=list, init=False)
    _shapes: dict[bytes, tuple[int, int, int, int]] = attrs.field(factory=dict, init=False)

    def place(self, clips: GoingOut, *, part: bool = False) -> Ledger:
        """The ledger with everybody placed whose voice goes out."""
        times: dict[SpeakerId, int] = defaultdict(int)
        for _, outline in clips:
            times[outline.speaker] += round(outline.seconds * _THOUSAND)
            self.speakers[outline.collection].add(outline.speaker)
        told = (SpeakerTime(self.names.speaker(one), self.names.order(one), time) for one, time in times.items())
        return place_speakers(self.before.ledger, told, self.version, part=part)

    def place_prompts(self, clips: GoingOut, ledger: Ledger) -> Ledger:
        """The ledger with every prompt placed that is read, too."""
        counted = PromptTimes()
        for _, outline in clips:
            key, split = _prompt(outline), ledger.places.get(self.names.speaker(outline.speaker))
            if key is not None and split is not None:
                counted.add(key, split, round(outline.seconds * _THOUSAND))
        return place_prompts(ledger, counted, self.version)

    def deal(self, clips: GoingOut, ledger: Ledger) -> Iterator[IndexedShard]:
        """The shards; the clips are taken when the first is asked for.

        Who has no place, for their first clip came since `place`, waits for the next version.
        """
        first: dict[str, int] = {}
        carried = self._carried(ledger, first)
        for shard in plan_shards(self._planned(clips, ledger), carried):
            yield IndexedShard(shard.number, tuple(self._indexed(clip, first) for clip in shard.clips))

    @property
    def few_speakers(self) -> frozenset[str]:
        """Collections that give few speakers."""
        return frozenset(slug for slug, speakers in self.speakers.items() if len(speakers) < FEW_SPEAKERS)

    def _planned(self, clips: GoingOut, ledger: Ledger) -> Iterator[ShardClip]:
        splits: dict[SpeakerId, Split | None] = {}
        for clip, outline in clips:
            if outline.speaker not in splits:
                splits[outline.speaker] = ledger.places.get(self.names.speaker(outline.speaker))
            split = splits[outline.speaker]
            if split is None or outline.measured is None or not self._stays(ledger, split, outline):
                continue
            self.chunks.add(clip, outline.chunk)
            self._shapes[bytes.fromhex(clip)] = attrs.astuple(outline.measured.shape)
            if added_to_test(self.before.ledger, split, clip):
                self.added.add(clip)
            if split is Split.TEST:
                self.test.append(clip)
            yield planned_clip(clip, split.value, ClipSource(outline.measured.shape, outline.sound))

    @staticmethod
    def _stays(ledger: Ledger, split: Split, outline: ClipOutline) -> bool:
        return ledger.split_by is SplitBy.SPEAKER or stays(ledger, split, _prompt(outline))

    def _carried(self, ledger: Ledger, first: dict[str, int]) -> Iterator[Shard]:
        if self.before.ledger.parted != ledger.parted:
            return
        for indexed in self.before.shards():
            for one in indexed.clips:
                first[one.planned.clip] = one.first_version
                self._shapes.setdefault(bytes.fromhex(one.planned.clip), attrs.astuple(one.shape))
            yield indexed.shard

    def _indexed(self, clip: ShardClip, first: dict[str, int]) -> IndexedClip:
        shape = SoundShape(*self._shapes[bytes.fromhex(clip.clip)])
        return IndexedClip(clip, shape, first.pop(clip.clip, self.version))


def _prompt(outline: ClipOutline) -> str | None:
    return prompt_key(outline.prompt, outline.language) if outline.prompt else None

"""Makes the plan of a release from its clips: who is placed where, and which clip lies in which shard."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set

import attrs

from shrutik_core.releases.manifest.making import FEW_SPEAKERS
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.row import ClipOutline
from shrutik_core.releases.selection import Selection
from shrutik_core.releases.series_index import IndexedClip, IndexedShard
from shrutik_core.releases.shards.plan import plan_shards
from shrutik_core.releases.shards.recipe import ClipSource, planned_clip
from shrutik_core.releases.shards.shard import Shard, ShardClip
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.releases.splits.frozen import FrozenCount, added_to_test, count_frozen
from shrutik_core.releases.splits.ledger import Ledger
from shrutik_core.releases.splits.place import place_speakers
from shrutik_core.releases.splits.prompts import PromptTimes, place_prompts, prompt_key, stays
from shrutik_core.releases.splits.split import Split, SplitBy
from shrutik_core.releases.splits.units import SpeakerTime
from shrutik_core.shared.errors import Conflict, declare
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.use_cases.releases.clip_chunks import ClipChunks
from shrutik_core.use_cases.releases.predecessor import Predecessor

declare(Conflict, "split_by_fixed", "The first version decides what is never in two splits.")

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
        test: clips of the test split that have a place.
        offered: clips of the frozen test that may go out.
    """

    version: int
    names: Pseudonyms
    before: Predecessor
    chunks: ClipChunks = attrs.field(factory=ClipChunks, init=False)
    speakers: dict[str, set[SpeakerId]] = attrs.field(factory=lambda: defaultdict(set), init=False)
    added: set[str] = attrs.field(factory=set, init=False)
    test: set[str] = attrs.field(factory=set, init=False)
    offered: set[str] = attrs.field(factory=set, init=False)
    _shapes: dict[bytes, tuple[int, int, int, int]] = attrs.field(factory=dict, init=False)

    def ledger(self, clips: Callable[[], GoingOut], *, part: bool) -> Ledger:
        """The ledger of the version.

        Args:
            clips: what goes out, as often as it is asked for.
            part: see `place_speakers`.
        """
        ledger = self.place(clips(), part=part)
        if ledger.split_by is SplitBy.PROMPT and ledger.parted:
            return self.place_prompts(clips(), ledger)
        return ledger

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
            if shard.split == Split.TEST:
                self.test.update(clip.clip for clip in shard.clips if not clip.blank)
            yield IndexedShard(shard.number, tuple(self._indexed(clip, first) for clip in shard.clips))

    @property
    def few_speakers(self) -> frozenset[str]:
        """Collections that give few speakers."""
        return frozenset(slug for slug, speakers in self.speakers.items() if len(speakers) < FEW_SPEAKERS)

    def in_splits(self, clips: GoingOut, ledger: Ledger) -> Iterator[tuple[str, ClipOutline, Split | None]]:
        """Each clip of somebody who has a place, with its split; None if it is left out for its prompt."""
        splits: dict[SpeakerId, Split | None] = {}
        frozen = self.before.frozen_clips
        for clip, outline in clips:
            if clip in frozen:
                self.offered.add(clip)
            if outline.speaker not in splits:
                splits[outline.speaker] = ledger.places.get(self.names.speaker(outline.speaker))
            split = splits[outline.speaker]
            if split is not None:
                yield clip, outline, split if self._stays(ledger, split, outline) else None

    def _planned(self, clips: GoingOut, ledger: Ledger) -> Iterator[ShardClip]:
        for clip, outline, split in self.in_splits(clips, ledger):
            if split is None or outline.measured is None:
                continue
            self.chunks.add(clip, outline.chunk)
            self._shapes[bytes.fromhex(clip)] = attrs.astuple(outline.measured.shape)
            if added_to_test(self.before.ledger, split, clip):
                self.added.add(clip)
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


def begun(before: Predecessor, selection: Selection) -> Predecessor:
    """The predecessor; the first version decides what is never in two splits.

    Raises:
        Conflict: ``split_by_fixed`` if no prompt may be in two splits of a series that is split by speaker alone.
    """
    if not before.version:
        return attrs.evolve(before, ledger=attrs.evolve(before.ledger, split_by=selection.split_by))
    if selection.split_by is SplitBy.PROMPT and before.ledger.split_by is not SplitBy.PROMPT:
        detail = "The series is split by speaker: begin another one, under a new name, to keep prompts apart too."
        raise Conflict("split_by_fixed", detail)
    return before


def frozen_now(making: PlanMaking, ledger: Ledger, withdrawn: Set[str]) -> FrozenCount | None:
    """What a version holds of the frozen test, once all is dealt out; None if there is none.

    Args:
        making: by which it was dealt out.
        ledger: of the version.
        withdrawn: clips that were taken back from earlier versions.

    Raises:
        Conflict: ``test_incomplete``.
    """
    offered = making.offered
    return count_frozen(ledger, making.test, withdrawn - offered, making.before.frozen_clips - offered - withdrawn)


def _prompt(outline: ClipOutline) -> str | None:
    return prompt_key(outline.prompt, outline.language) if outline.prompt else None

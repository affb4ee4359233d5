"""Preview a release: what would go out now and in which split, and what would stay and why; nothing is kept."""

from collections.abc import Iterable, Mapping, Set
from functools import partial

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.releases.row import Weighed
from shrutik_core.releases.selection import LeftOut, Selection
from shrutik_core.releases.splits.split import Split
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.use_cases.releases.going_out import going_out
from shrutik_core.use_cases.releases.left_behind import LeftBehind
from shrutik_core.use_cases.releases.plan_making import PlanMaking, begun, frozen_now
from shrutik_core.use_cases.releases.predecessor import Predecessor
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from shrutik_core.use_cases.releases.withdrawn_clips import withdrawn_from


@attrs.frozen
class ClipSum:
    """Some clips.

    Attributes:
        clips: 0 and up.
        seconds: of all of them.
    """

    clips: int = 0
    seconds: float = 0.0

    def plus(self, seconds: float) -> "ClipSum":
        """With one clip more."""
        return ClipSum(self.clips + 1, self.seconds + seconds)


@attrs.frozen
class ReleasePreview:
    """What a release would hold, had it been built now.

    Attributes:
        held: what goes out.
        left_out: what stays, by reason; a reason that held back nothing is not there.
        speakers: how many go out.
        splits: what goes out, by split.
    """

    held: ClipSum
    left_out: Mapping[LeftOut, ClipSum]
    speakers: int
    splits: Mapping[Split, ClipSum] = attrs.field(factory=dict)


@attrs.define
class _Weighing:
    """Sums of what goes out and what stays; memory grows with the speakers, not with the clips."""

    held: ClipSum = ClipSum()
    speakers: set[SpeakerId] = attrs.field(factory=set)
    splits: dict[Split, ClipSum] = attrs.field(factory=lambda: dict.fromkeys(Split, ClipSum()))
    left_out: dict[LeftOut, ClipSum] = attrs.field(factory=lambda: dict.fromkeys(LeftOut, ClipSum()))

    def hold(self, speaker: SpeakerId, split: Split, seconds: float) -> None:
        self.held, self.splits[split] = self.held.plus(seconds), self.splits[split].plus(seconds)
        self.speakers.add(speaker)

    def leave(self, reason: LeftOut, seconds: float) -> None:
        self.left_out[reason] = self.left_out[reason].plus(seconds)

    def leave_all(self, chunks: Iterable[Weighed], names: Pseudonyms, offered: Set[str]) -> None:
        """What a selection leaves, but for the frozen test, which goes out all the same."""
        for chunk in chunks:
            if chunk.left_out is not None and not (offered and names.clip(chunk.chunk) in offered):
                self.leave(chunk.left_out, chunk.seconds)

    def preview(self) -> ReleasePreview:
        splits = {split: one for split, one in self.splits.items() if one.clips}
        left_out = {reason: one for reason, one in self.left_out.items() if one.clips}
        return ReleasePreview(self.held, left_out, len(self.speakers), splits)


def preview_of(uow: UnitOfWork, selection: Selection, before: Predecessor, names: Pseudonyms) -> ReleasePreview:
    """What a release would hold: chosen, placed and kept apart as by a build; clips need not be measured yet.

    Args:
        uow: where the clips are.
        selection: what is asked for.
        before: what the version before it left.
        names: of the series.

    Raises:
        Conflict: ``split_by_fixed`` or ``test_incomplete``, as a build would end.
    """
    making = PlanMaking(before.version + 1, names, begun(before, selection))
    clips = partial(going_out, uow, selection, before, names)
    ledger, sums = making.ledger(clips, part=selection.parted), _Weighing()
    for clip, outline, split in making.in_splits(clips(), ledger):
        if split is None:
            sums.leave(LeftOut.PROMPT, outline.seconds)
            continue
        sums.hold(outline.speaker, split, outline.seconds)
        if split is Split.TEST:
            making.test.add(clip)
    frozen_now(making, ledger, withdrawn_from(uow, before.releases))
    sums.leave_all(uow.releases.weigh(selection), names, making.offered)
    return sums.preview()


@attrs.frozen
class PreviewRelease:
    """Goes through every chunk of the collections as a build at this moment would, and keeps nothing."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    salt: bytes = attrs.field(repr=False)

    def __call__(self, actor: Actor, wish: ReleaseWish) -> ReleasePreview:
        """What would go out.

        Raises:
            Conflict: ``policies_unreadable``, ``split_by_fixed`` or ``test_incomplete``.
            Invalid: ``release_name_invalid``, ``selection_invalid``, ``format_unknown``, ``decision_unknown``,
                ``split_by_unknown``, ``trait_invalid``, ``text_invalid`` or ``language_invalid``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.MAKE_RELEASES)
        names, left = Pseudonyms(check_release_name(wish.name), self.salt), LeftBehind(self.blobs)
        with self.units_of_work() as uow:
            selection = wish.selection(uow)
            earlier = tuple(filter(left.has, uow.releases.series(wish.name)))
            return preview_of(uow, selection, left.predecessor(wish.name, earlier), names)

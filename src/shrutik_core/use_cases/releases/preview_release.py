"""Preview a release: what would go out now and in which split, and what would stay and why; nothing is kept."""

from collections.abc import Iterable, Mapping

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release import Release
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.releases.row import Weighed
from shrutik_core.releases.selection import LeftOut
from shrutik_core.releases.splits.ledger import Ledger
from shrutik_core.releases.splits.place import place_speakers
from shrutik_core.releases.splits.split import Split
from shrutik_core.releases.splits.units import SpeakerTime
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.use_cases.releases.left_behind import LeftBehind
from shrutik_core.use_cases.releases.release_wish import ReleaseWish

_THOUSAND = 1_000


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

    def and_those(self, others: "ClipSum") -> "ClipSum":
        """With others as well."""
        return ClipSum(self.clips + others.clips, self.seconds + others.seconds)


@attrs.frozen
class ReleasePreview:
    """What a release would hold, had it been built now.

    Attributes:
        held: what goes out.
        left_out: what stays, by reason; a reason that held back nothing is not there.
        speakers: how many go out.
        splits: what goes out, by split; before clips are left out for a prompt that another split has.
    """

    held: ClipSum
    left_out: Mapping[LeftOut, ClipSum]
    speakers: int
    splits: Mapping[Split, ClipSum] = attrs.field(factory=dict)


@attrs.define
class _Weighing:
    """Sums over all chunks of the collections; memory grows with the speakers, not with the chunks."""

    held: dict[SpeakerId, ClipSum] = attrs.field(factory=dict)
    left_out: dict[LeftOut, ClipSum] = attrs.field(factory=dict)

    def take(self, chunks: Iterable[Weighed]) -> None:
        for chunk in chunks:
            if chunk.left_out is None:
                self.held[chunk.speaker] = self.held.get(chunk.speaker, ClipSum()).plus(chunk.seconds)
            else:
                self.left_out[chunk.left_out] = self.left_out.get(chunk.left_out, ClipSum()).plus(chunk.seconds)


def preview_of(chunks: Iterable[Weighed], ledger: Ledger, names: Pseudonyms, *, part: bool = False) -> ReleasePreview:
    """The preview of all chunks of the collections.

    Args:
        chunks: each with the reason for which it stays, if it does.
        ledger: as the version before left it.
        names: of the series.
        part: see `place_speakers`.
    """
    sums = _Weighing()
    sums.take(chunks)
    times = [
        SpeakerTime(names.speaker(one), names.order(one), round(found.seconds * _THOUSAND))
        for one, found in sums.held.items()
    ]
    places = place_speakers(ledger, times, ledger.version + 1, part=part).places
    held, splits = ClipSum(), dict.fromkeys(Split, ClipSum())
    for speaker, found in sums.held.items():
        split = places[names.speaker(speaker)]
        held, splits[split] = held.and_those(found), splits[split].and_those(found)
    left_out = {reason: sums.left_out[reason] for reason in LeftOut if reason in sums.left_out}
    return ReleasePreview(held, left_out, len(sums.held), {split: one for split, one in splits.items() if one.clips})


@attrs.frozen
class PreviewRelease:
    """Weighs every chunk of the collections as a build at this moment would."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    salt: bytes = attrs.field(repr=False)

    def __call__(self, actor: Actor, wish: ReleaseWish) -> ReleasePreview:
        """What would go out.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: ``release_name_invalid``, ``selection_invalid``, ``format_unknown``, ``decision_unknown``,
                ``split_by_unknown``, ``trait_invalid``, ``text_invalid`` or ``language_invalid``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.MAKE_RELEASES)
        names = Pseudonyms(check_release_name(wish.name), self.salt)
        with self.units_of_work() as uow:
            selection = wish.selection(uow)
            ledger = self._ledger(wish.name, uow.releases.series(wish.name))
            return preview_of(uow.releases.weigh(selection), ledger, names, part=selection.parted)

    def _ledger(self, name: str, series: Iterable[Release]) -> Ledger:
        left = LeftBehind(self.blobs)
        return left.predecessor(name, tuple(filter(left.has, series))).ledger

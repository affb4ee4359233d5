"""Preview a release: what would go out now, and what would stay and why; nothing is kept."""

from collections.abc import Iterable, Mapping

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.releases.row import Weighed
from shrutik_core.releases.selection import LeftOut
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.use_cases.releases.release_wish import ReleaseWish


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
    """

    held: ClipSum
    left_out: Mapping[LeftOut, ClipSum]
    speakers: int


def preview_of(chunks: Iterable[Weighed]) -> ReleasePreview:
    """The preview of all chunks of the collections; memory grows with the speakers, not with the chunks."""
    sums: dict[LeftOut | None, ClipSum] = {}
    speakers: set[SpeakerId] = set()
    for chunk in chunks:
        sums[chunk.left_out] = sums.get(chunk.left_out, ClipSum()).plus(chunk.seconds)
        if chunk.left_out is None:
            speakers.add(chunk.speaker)
    held = sums.pop(None, ClipSum())
    left_out = {reason: sums[reason] for reason in LeftOut if reason in sums}
    return ReleasePreview(held, left_out, len(speakers))


@attrs.frozen
class PreviewRelease:
    """Weighs every chunk of the collections as a build at this moment would."""

    units_of_work: UnitsOfWork

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
        check_release_name(wish.name)
        with self.units_of_work() as uow:
            return preview_of(uow.releases.weigh(wish.selection(uow)))

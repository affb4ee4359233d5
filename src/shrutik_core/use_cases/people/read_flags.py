"""Read flags: what an admin should look at in people's texts."""

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.flag import Flag, FlagKind


@attrs.frozen
class ReadFlags:
    """Flags, for those who may act on them: an admin who is convinced disables the account."""

    units_of_work: UnitsOfWork

    def __call__(
        self,
        actor: Actor,
        request: PageRequest,
        *,
        kind: FlagKind | None = None,
        contributor: ContributorId | None = None,
    ) -> Page[Flag]:
        """All, or those of one kind or about one person, newest first.

        Raises:
            Refused: ``not_permitted``.
        """
        actor.require(Permission.MANAGE_PEOPLE)
        with self.units_of_work() as uow:
            return uow.flags.page(request, kind=kind, contributor=contributor)

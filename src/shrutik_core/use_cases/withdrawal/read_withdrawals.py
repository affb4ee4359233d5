"""Read withdrawals: one's own with the releases that they concern, and the feed of a release for whoever holds it."""

import attrs

from shrutik_core.people.roles import Actor
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.withdrawn_clip import WithdrawnClip
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ReleaseId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.withdrawal.withdraw import WithdrawalReport, report_of


@attrs.frozen
class ReadWithdrawals:
    """What was withdrawn."""

    units_of_work: UnitsOfWork

    def own(self, actor: Actor, request: PageRequest) -> Page[WithdrawalReport]:
        """The actor's, newest first."""
        with self.units_of_work() as uow:
            return uow.withdrawals.page(actor.id, request).map(lambda one: report_of(uow, one))

    def feed(self, release: ReleaseId, request: PageRequest) -> Page[WithdrawnClip]:
        """The clips that holders of a release take out of their copies, oldest first.

        It names clips as the release does, and no person, so that all who hold a copy can follow it.

        Raises:
            Missing: ``release_missing``.
        """
        with self.units_of_work() as uow:
            if uow.releases.find(release) is None:
                raise Missing("release_missing", "There is no such release.")
            return uow.withdrawal_feed.page(release, request)

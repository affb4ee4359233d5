"""The upload quota: how much a person may upload now, by what they uploaded today and what shows who they are."""

from datetime import datetime

import attrs

from shrutik_core.people.arrival import Vetting
from shrutik_core.people.first_limits import FirstLimits
from shrutik_core.people.roles import Actor
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.recordings.daily_quota import DailyQuota, midnight
from shrutik_core.use_cases.steps.lookups import no_account, the_contributor


@attrs.frozen
class UploadQuota:
    """How much each person may upload on one day.

    Attributes:
        daily: for everybody.
        first: less than that for accounts of which nothing shows who is behind them.
    """

    daily: DailyQuota = attrs.field(factory=DailyQuota)
    first: FirstLimits = attrs.field(factory=FirstLimits)

    def room(self, uow: UnitOfWork, actor: Actor, now: datetime, size: int, *, lock: bool = False) -> int | None:
        """Bytes that the actor may upload now; None for any number.

        Args:
            uow: of the upload.
            actor: who uploads.
            now: UTC.
            size: bytes that it will be, as far as is known.
            lock: whether uploads that end at once wait for each other, so that each counts those before.

        Raises:
            Missing: ``contributor_missing``.
            UsedUp: ``daily_upload_used_up``.
        """
        quota = self._of(uow, actor)
        if not quota.limited:
            return None
        uploaded = uow.recordings.uploaded(actor.id, midnight(now), lock=lock)
        quota.check(uploaded, now, size)
        return quota.room(uploaded)

    def _of(self, uow: UnitOfWork, actor: Actor) -> DailyQuota:
        if self.first.seconds is None:
            return self.daily
        arrived = uow.arrivals.of([actor.id]).get(actor.id)
        if arrived is None:
            raise no_account()
        vetting = Vetting.of(the_contributor(uow, actor), arrived.arrival)
        return attrs.evolve(self.daily, seconds=self.first.seconds_for(vetting, self.daily.seconds))

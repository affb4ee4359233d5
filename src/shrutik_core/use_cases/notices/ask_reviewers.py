"""Ask reviewers, once a day at most for each collection, to decide what newly waits for them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import attrs

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Permission, Role
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.review.waiting import WaitingReviews
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.steps.notifying import add_notice
from shrutik_core.use_cases.steps.walk import items

FRESH = timedelta(days=2)
"""Reviewers are asked about a queue if something came to it in this time; nobody is reminded of an old one daily."""


@attrs.frozen
class AskReviewers:
    """Tells reviewers of the queues of their collections; these last, so that a turn left out loses nothing."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self) -> int:
        """Ask; how many reviewers there are whose collections have something new."""
        now = self.clock.now()
        with self.units_of_work() as uow:
            queues = [one for one in uow.reviews.waiting() if one.newest > now - FRESH]
        people = items(self._page) if queues else ()
        return sum(self._ask(one, queues, now) for one in people if one.status is ContributorStatus.ACTIVE)

    def _page(self, request: PageRequest) -> Page[Contributor]:
        with self.units_of_work() as uow:
            return uow.contributors.page(request, role=Role.REVIEWER)

    def _ask(self, person: Contributor, queues: Sequence[WaitingReviews], now: datetime) -> bool:
        theirs = [one for one in queues if person.actor.may(Permission.REVIEW, one.collection)]
        if not theirs:
            return False
        with self.units_of_work() as uow:
            for queue in theirs:
                cause = f"{queue.collection}:{queue.newest:%Y-%m-%d}"
                told: dict[str, str | int] = {"collection": queue.slug, "waiting": queue.number}
                add_notice(uow, self.ids, now, person.id, NoticeKind.REVIEW_ASKED, cause=cause, **told)
            uow.commit()
        return True

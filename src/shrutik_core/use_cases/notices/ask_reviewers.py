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
from shrutik_core.shared.pages import LARGEST_PAGE, PageRequest
from shrutik_core.use_cases.steps.notifying import add_notice

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
        request: PageRequest | None = PageRequest(LARGEST_PAGE) if queues else None
        asked = 0
        while request is not None:
            with self.units_of_work() as uow:
                page = uow.contributors.page(request, role=Role.REVIEWER)
            asked += sum(self._ask(one, queues, now) for one in page.items if one.status is ContributorStatus.ACTIVE)
            request = PageRequest(LARGEST_PAGE, page.next_cursor) if page.next_cursor is not None else None
        return asked

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

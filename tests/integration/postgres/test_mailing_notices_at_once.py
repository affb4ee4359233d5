"""Notices by mail on PostgreSQL: of many runs at once one writes each letter, and none leaves anything out."""

from collections import Counter

import attrs

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.contracts.base import at_once
from shrutik_core.testing.contracts.notices import a_notice, post
from shrutik_core.testing.people import a_contributor
from shrutik_core.testing.scenes import set_stage
from shrutik_core.use_cases.notices.mail_notices import MailNotices
from shrutik_core.use_cases.steps.letters import Letterbox
from shrutik_memory.clock import MemoryClock
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_system.ids import SystemIds

PEOPLE, EACH, RUNS = 12, 5, 6


def test_everybody_gets_one_letter_with_all_of_it(units_of_work: PostgresUnitsOfWork) -> None:
    set_stage(units_of_work, PEOPLE)
    clock = MemoryClock()
    with units_of_work() as work:
        for number in range(1, PEOPLE + 1):
            work.contributors.save(attrs.evolve(a_contributor(number), email_verified_at=clock.now()))
        work.commit()
    told = [
        a_notice(100 * person + number, NoticeKind.KEY_MADE, person)
        for person in range(1, PEOPLE + 1)
        for number in range(EACH)
    ]
    post(units_of_work, *(attrs.evolve(one, created_at=clock.now()) for one in told))
    mail = MailNotices(units_of_work, clock, Letterbox(SystemIds(), open=True))
    assert sum(at_once(*[mail] * RUNS)) == PEOPLE
    assert mail() == 0
    with units_of_work() as work:
        jobs = work.jobs.page(PageRequest(100)).items
        letters = [work.letters.find(job.subject) for job in jobs]
        held = [len(work.notice_post.of_letter(letter.id)) for letter in letters if letter]
    assert held == [EACH] * PEOPLE
    assert set(Counter(letter.contributor for letter in letters if letter).values()) == {1}

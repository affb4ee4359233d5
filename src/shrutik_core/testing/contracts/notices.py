"""What every repository of notices must keep."""

from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import NoticeId
from shrutik_core.testing.builders import an_id, an_instant
from shrutik_core.testing.contracts.base import StoreContract, walk
from shrutik_core.testing.people import a_contributor

PERSON, OTHER = a_contributor(1).id, a_contributor(2).id


def a_notice(number: int, kind: NoticeKind = NoticeKind.ACCOUNT_ENABLED, person: int = 1) -> Notice:
    """A notice to a person of the stage."""
    whose = a_contributor(person).id
    return Notice(NoticeId(an_id(number, 14)), whose, kind, an_instant(number), {"role": "কখ", "count": 2})


def add(units: UnitsOfWork, *notices: Notice) -> None:
    """Keep them."""
    with units() as work:
        for notice in notices:
            work.notices.add(notice)
        work.commit()


class NoticesContract(StoreContract):
    """What each person was told."""

    def test_a_notice_of_every_kind_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        kept = [a_notice(number, kind) for number, kind in enumerate(NoticeKind, 1)]
        add(stage, *kept)
        with stage() as work:
            assert walk(lambda request: work.notices.page(PERSON, request)) == kept[::-1]

    def test_each_person_has_their_own(self, stage: UnitsOfWork) -> None:
        add(stage, a_notice(1), a_notice(2, person=2), a_notice(3))
        with stage() as work:
            assert walk(lambda request: work.notices.page(OTHER, request)) == [a_notice(2, person=2)]
            assert len(walk(lambda request: work.notices.page(PERSON, request))) == 2

    def test_what_was_read_is_not_unread(self, stage: UnitsOfWork) -> None:
        add(stage, *(a_notice(number) for number in range(1, 6)), a_notice(6, person=2))
        with stage() as work:
            assert work.notices.mark_read(PERSON, an_instant(9), a_notice(2).id) == 2
            assert work.notices.mark_read(PERSON, an_instant(10), a_notice(3).id) == 1
            work.commit()
        with stage() as work:
            unread = walk(lambda request: work.notices.page(PERSON, request, unread=True))
            assert unread == [a_notice(5), a_notice(4)]
            everything = walk(lambda request: work.notices.page(PERSON, request))
            assert [notice.read_at for notice in everything] == [None, None, an_instant(10), *[an_instant(9)] * 2]

    def test_all_are_read_at_once_and_those_of_others_stay_unread(self, stage: UnitsOfWork) -> None:
        add(stage, a_notice(1), a_notice(2), a_notice(3, person=2))
        with stage() as work:
            assert work.notices.mark_read(PERSON, an_instant(9)) == 2
            assert work.notices.mark_read(PERSON, an_instant(9)) == 0
            work.commit()
        with stage() as work:
            assert walk(lambda request: work.notices.page(OTHER, request, unread=True)) == [a_notice(3, person=2)]

    def test_a_persons_notices_are_forgotten(self, stage: UnitsOfWork) -> None:
        add(stage, a_notice(1), a_notice(2), a_notice(3, person=2))
        with stage() as work:
            work.notices.forget_of(PERSON)
            work.commit()
        with stage() as work:
            assert walk(lambda request: work.notices.page(PERSON, request)) == []
            assert walk(lambda request: work.notices.page(OTHER, request)) == [a_notice(3, person=2)]

"""What every repository of notices, of their post and of what people chose must keep."""

import attrs

from shrutik_core.notices.catalogue import RULES, Channel
from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.notices.preferences import LEAST_OFFSET, MOST_OFFSET, NoticePreferences
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import LetterId, NoticeId
from shrutik_core.testing.builders import an_id, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, walk
from shrutik_core.testing.people import a_contributor

PERSON, OTHER = a_contributor(1).id, a_contributor(2).id
FIRST, SECOND = LetterId(an_id(1, 15)), LetterId(an_id(2, 15))


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

    def test_a_person_is_told_once_of_a_kind_and_cause(self, stage: UnitsOfWork) -> None:
        told = attrs.evolve(a_notice(1), cause="release 7")
        others = [
            attrs.evolve(a_notice(3), cause="release 8"),
            attrs.evolve(a_notice(4, person=2), cause="release 7"),
            attrs.evolve(a_notice(5, NoticeKind.KEY_MADE), cause="release 7"),
        ]
        with stage() as work:
            assert work.notices.add(told)
            assert not work.notices.add(attrs.evolve(told, id=a_notice(2).id))
            assert all(work.notices.add(one) for one in others)
            assert work.notices.add(a_notice(6))
            assert work.notices.add(a_notice(7)), "without a cause it is always kept"
            work.commit()
        with stage() as work:
            kept = walk(lambda request: work.notices.page(PERSON, request))
        assert [one.id for one in kept] == [a_notice(number).id for number in (7, 6, 5, 3, 1)]
        assert kept[-1] == told

    def test_the_unread_are_counted_up_to_a_number(self, stage: UnitsOfWork) -> None:
        add(stage, *(a_notice(number) for number in range(1, 5)), a_notice(5, person=2))
        with stage() as work:
            assert (work.notices.unread(PERSON, 10), work.notices.unread(PERSON, 3)) == (4, 3)
            assert work.notices.mark_read(PERSON, an_instant(9), only=a_notice(2).id) == 1
            assert work.notices.mark_read(PERSON, an_instant(9), only=a_notice(5).id) == 0
            assert (work.notices.unread(PERSON, 10), work.notices.unread(OTHER, 10)) == (3, 1)

    def test_old_ones_are_forgotten_some_at_a_time(self, stage: UnitsOfWork) -> None:
        add(stage, *(a_notice(number) for number in range(1, 6)))
        with stage() as work:
            assert work.notices.forget(an_instant(4), 2) == 2
            assert work.notices.forget(an_instant(4), 2) == 1
            assert work.notices.forget(an_instant(4), 2) == 0
            assert walk(lambda request: work.notices.page(PERSON, request)) == [a_notice(5), a_notice(4)]


def post(units: UnitsOfWork, *notices: Notice) -> None:
    """Keep notices, each due by mail at the instant of its own number."""
    with units() as work:
        for notice in notices:
            work.notices.add(notice)
            work.notice_post.add(notice, notice.created_at)
        work.commit()


class NoticePostContract(StoreContract):
    """Notices that are to go out by mail."""

    def test_people_are_due_once_the_longest_waiting_first(self, stage: UnitsOfWork) -> None:
        post(stage, a_notice(2), a_notice(1, person=2), a_notice(3), a_notice(9))
        with stage() as work:
            assert list(work.notice_post.due(an_instant(0), 10)) == []
            assert list(work.notice_post.due(an_instant(1), 10)) == [OTHER]
            assert list(work.notice_post.due(an_instant(3), 10)) == [OTHER, PERSON]
            assert list(work.notice_post.due(an_instant(3), 1)) == [OTHER]

    def test_a_letter_holds_what_is_due_and_in_no_other(self, stage: UnitsOfWork) -> None:
        post(stage, a_notice(2), a_notice(1), a_notice(9), a_notice(3, person=2))
        with stage() as work:
            assert work.notice_post.put_into(FIRST, PERSON, an_instant(3)) == (a_notice(1), a_notice(2))
            assert work.notice_post.put_into(SECOND, PERSON, an_instant(3)) == ()
            assert list(work.notice_post.due(an_instant(3), 10)) == [OTHER]
            work.commit()
        with stage() as work:
            assert work.notice_post.of_letter(FIRST) == (a_notice(1), a_notice(2))
            assert work.notice_post.put_into(SECOND, PERSON, an_instant(9)) == (a_notice(9),)

    def test_of_two_at_once_one_gets_all(self, stage: UnitsOfWork) -> None:
        post(stage, *(a_notice(number) for number in range(1, 6)))

        def put_into(letter: LetterId) -> int:
            with stage() as work:
                held = len(work.notice_post.put_into(letter, PERSON, an_instant(9)))
                work.commit()
            return held

        letters = [LetterId(an_id(number, 15)) for number in range(1, 5)]
        assert sorted(at_once(*(lambda one=one: put_into(one) for one in letters))) == [0, 0, 0, 5]

    def test_what_was_sent_is_forgotten_and_the_notices_stay(self, stage: UnitsOfWork) -> None:
        post(stage, a_notice(1), a_notice(2, person=2))
        with stage() as work:
            work.notice_post.put_into(FIRST, PERSON, an_instant(9))
            work.notice_post.remove(FIRST)
            work.commit()
        with stage() as work:
            assert work.notice_post.of_letter(FIRST) == ()
            assert list(work.notice_post.due(an_instant(9), 10)) == [OTHER]
            assert walk(lambda request: work.notices.page(PERSON, request)) == [a_notice(1)]

    def test_a_letter_does_not_hold_a_notice_that_was_deleted(self, stage: UnitsOfWork) -> None:
        post(stage, a_notice(1))
        with stage() as work:
            work.notices.forget_of(PERSON)
            assert work.notice_post.put_into(FIRST, PERSON, an_instant(9)) == ()
            assert list(work.notice_post.due(an_instant(9), 10)) == []

    def test_what_waited_too_long_is_forgotten_in_a_letter_or_not(self, stage: UnitsOfWork) -> None:
        post(stage, a_notice(1), a_notice(2, person=2), a_notice(3), a_notice(4, person=2))
        with stage() as work:
            work.notice_post.put_into(FIRST, PERSON, an_instant(1))
            assert work.notice_post.forget(an_instant(4), 2) == 2
            assert work.notice_post.forget(an_instant(4), 2) == 1
            assert work.notice_post.of_letter(FIRST) == ()
            assert list(work.notice_post.due(an_instant(9), 10)) == [OTHER]


class PreferencesOfNoticesContract(StoreContract):
    """What people chose about notices."""

    def test_whoever_chose_nothing_has_the_defaults(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            assert work.notice_preferences.find(PERSON) == NoticePreferences(PERSON)

    def test_what_was_chosen_comes_back_and_is_each_persons_own(self, stage: UnitsOfWork) -> None:
        every = {kind: min(rule.choices) for kind, rule in RULES.items()}
        for chosen in (NoticePreferences(PERSON, every, LEAST_OFFSET), NoticePreferences(PERSON, {}, MOST_OFFSET)):
            with stage() as work:
                work.notice_preferences.save(chosen)
                work.commit()
            with stage() as work:
                assert work.notice_preferences.find(PERSON) == chosen
                assert work.notice_preferences.find(OTHER) == NoticePreferences(OTHER)

    def test_what_is_not_committed_is_not_chosen(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.notice_preferences.save(NoticePreferences(PERSON, {NoticeKind.RELEASE_READY: Channel.OFF}))
        with stage() as work:
            assert work.notice_preferences.find(PERSON) == NoticePreferences(PERSON)

"""What every repository of sessions and their refresh tokens must keep."""

from datetime import timedelta
from typing import Any

import attrs
import pytest

from shrutik_core.people.session import REFRESH_LIFETIME, RefreshToken, Session
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import SessionId
from shrutik_core.testing.builders import a_contributor, an_id, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, waits_for_commit, walk

NOW = an_instant(100)


def a_session(number: int = 1, person: int = 1, **changes: Any) -> Session:
    """A session of a person that goes on."""
    born = an_instant(number)
    session = Session(SessionId(an_id(number, 30)), a_contributor(person).id, born, born, "a browser")
    return attrs.evolve(session, **changes)


def a_token(number: int = 1, **changes: Any) -> RefreshToken:
    """The first refresh token of the session of the same number."""
    return attrs.evolve(RefreshToken.of(f"secret {number}", a_session(number)), **changes)


def begin(units: UnitsOfWork, *sessions: Session) -> None:
    """Keep sessions with one token each."""
    with units() as work:
        for session in sessions:
            work.sessions.add(session, RefreshToken.of(f"secret of {session.id}", session))
        work.commit()


class SessionsContract(StoreContract):
    """Log-ins."""

    def test_a_session_and_its_token_come_back_as_they_were_kept(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.sessions.add(a_session(1), a_token(1))
            work.sessions.add(a_session(2, ended_at=an_instant(5)), a_token(2, used_at=an_instant(4)))
            work.commit()
        with stage() as work:
            for lock in (False, True):
                assert work.sessions.find(a_session(1).id, lock=lock) == a_session(1)
            assert work.sessions.find(a_session(2).id) == a_session(2, ended_at=an_instant(5))
            assert work.sessions.find_token(a_token(1).digest) == a_token(1)
            assert work.sessions.find_token(a_token(2).digest) == a_token(2, used_at=an_instant(4))
            assert work.sessions.find(a_session(3).id) is None
            assert work.sessions.find_token(a_token(3).digest) is None

    def test_what_changed_is_kept(self, stage: UnitsOfWork) -> None:
        begin(stage, a_session(1))
        changed = a_session(1, last_used_at=an_instant(7), ended_at=an_instant(8))
        with stage() as work:
            work.sessions.add_token(a_token(1))
            work.sessions.save_token(a_token(1).trade(a_token(2), an_instant(6)))
            work.sessions.save(changed)
            work.commit()
        with stage() as work:
            assert work.sessions.find(changed.id) == changed
            traded = a_token(1, used_at=an_instant(6), successor=a_token(2).digest)
            assert work.sessions.find_token(a_token(1).digest) == traded

    def test_what_is_not_there_cannot_change(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            with pytest.raises(Missing) as error:
                work.sessions.save(a_session(1))
            assert error.value.code == "session_missing"
            with pytest.raises(Missing) as error:
                work.sessions.save_token(a_token(1))
            assert error.value.code == "refresh_token_missing"

    def test_a_page_has_those_of_one_person_that_go_on(self, stage: UnitsOfWork) -> None:
        run_out = a_session(1, last_used_at=NOW - REFRESH_LIFETIME)
        last = a_session(2, last_used_at=NOW - REFRESH_LIFETIME + timedelta(seconds=1))
        begin(stage, run_out, last, a_session(3, ended_at=NOW), a_session(4), a_session(5), a_session(6, person=2))
        with stage() as work:
            found = walk(lambda request: work.sessions.page(a_contributor(1).id, NOW, request))
        assert found == [a_session(5), a_session(4), last]

    def test_all_of_a_person_end_but_one(self, stage: UnitsOfWork) -> None:
        begin(stage, *map(a_session, (1, 2, 3)), a_session(4, ended_at=an_instant(9)), a_session(5, person=2))
        with stage() as work:
            assert work.sessions.end_all(a_contributor(1).id, NOW, but=a_session(2).id) == 2
            assert work.sessions.end_all(a_contributor(1).id, NOW, but=a_session(2).id) == 0
            work.commit()
        with stage() as work:
            ends = [work.sessions.find(a_session(number).id) for number in range(1, 6)]
        assert [one.ended_at for one in ends if one] == [NOW, None, NOW, an_instant(9), None]
        with stage() as work:
            assert work.sessions.end_all(a_contributor(1).id, NOW) == 1

    def test_what_ran_out_is_forgotten_in_portions(self, stage: UnitsOfWork) -> None:
        begin(stage, *map(a_session, range(1, 6)))
        first = an_instant(4) + REFRESH_LIFETIME
        with stage() as work:
            work.sessions.add_token(a_token(1, expires_at=first + timedelta(seconds=1)))
            assert [work.sessions.forget(first, 2) for _ in range(3)] == [2, 1, 0]
            work.commit()
        with stage() as work:
            kept = [number for number in range(1, 6) if work.sessions.find(a_session(number).id)]
            assert kept == [1, 4, 5]
            assert work.sessions.find_token(a_token(1).digest) is not None

    def test_a_locked_session_waits_its_turn(self, stage: UnitsOfWork) -> None:
        begin(stage, a_session(1))

        def carry_on(seconds: int) -> None:
            with stage() as work:
                found = work.sessions.find(a_session(1).id, lock=True)
                assert found is not None
                work.sessions.save(found.carry_on(found.last_used_at + timedelta(seconds=seconds)))
                work.commit()

        at_once(*[lambda seconds=seconds: carry_on(seconds) for seconds in (1, 2, 4, 8)])
        with stage() as work:
            found = work.sessions.find(a_session(1).id)
        assert found == a_session(1).carry_on(an_instant(1 + 15))

    @pytest.mark.usefixtures("side_by_side")
    def test_whoever_locks_second_waits(self, stage: UnitsOfWork) -> None:
        begin(stage, a_session(1))

        def look() -> Session | None:
            with stage() as work:
                return work.sessions.find(a_session(1).id, lock=True)

        with stage() as work:
            found = work.sessions.find(a_session(1).id, lock=True)
            assert found is not None
            work.sessions.save(found.end(NOW))
            assert waits_for_commit(work, look) == a_session(1, ended_at=NOW)

    @pytest.mark.usefixtures("side_by_side")
    def test_whoever_waited_for_a_session_sees_what_became_of_its_tokens(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.sessions.add(a_session(1), a_token(1))
            work.commit()

        def look() -> list[RefreshToken | None]:
            with stage() as work:
                assert work.sessions.find_token(a_token(1).digest) == a_token(1)
                work.sessions.find(a_session(1).id, lock=True)
                return [work.sessions.find_token(a_token(number).digest) for number in (1, 2)]

        successor = attrs.evolve(a_token(2), session=a_session(1).id)
        with stage() as work:
            work.sessions.find(a_session(1).id, lock=True)
            work.sessions.save_token(a_token(1).trade(successor, NOW))
            work.sessions.add_token(successor)
            assert waits_for_commit(work, look) == [a_token(1).trade(successor, NOW), successor]

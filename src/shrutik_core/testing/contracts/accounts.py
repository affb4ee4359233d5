"""What every look-up of accounts must keep."""

import abc
from collections.abc import Callable
from concurrent.futures import Future, wait
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.ports.accounts import Accounts
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.testing.builders import a_contributor
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.contracts.sessions import a_session, begin
from shrutik_core.testing.scenes import keep

# A change is seen everywhere within this time: so many looks, with so many seconds between them.
_LOOKS, _BETWEEN = 100, 0.01


def soon(holds: Callable[[], bool]) -> bool:
    """Whether it holds within a second."""
    for _ in range(_LOOKS):
        if holds():
            return True
        wait([Future[None]()], _BETWEEN)
    return holds()


class AccountsContract(StoreContract):
    """Who calls, and in which role."""

    @pytest.fixture
    @abc.abstractmethod
    def accounts(self, units: UnitsOfWork) -> Accounts:
        """The look-up under test, over the same store as the units of work."""

    def test_an_account_is_found_as_it_was_kept(self, stage: UnitsOfWork, accounts: Accounts) -> None:
        for _ in range(3):
            assert accounts.find(a_contributor(1).id) == a_contributor(1)
            assert accounts.find(a_contributor(2).id) == a_contributor(2)
            assert accounts.find(a_contributor(9, speaker=a_contributor(1).speaker).id) is None
        keep(stage, a_contributor(9, speaker=a_contributor(1).speaker))
        assert accounts.find(a_contributor(9).id) == a_contributor(9, speaker=a_contributor(1).speaker)

    @pytest.mark.parametrize(
        "changes",
        [{"role": Role.ADMIN}, {"status": ContributorStatus.DISABLED}, {"password_hash": "another"}, {"name": "New"}],
    )
    def test_a_change_is_seen_within_a_second(
        self, stage: UnitsOfWork, accounts: Accounts, changes: dict[str, Any]
    ) -> None:
        assert accounts.find(a_contributor(2).id) == a_contributor(2)
        with stage() as work:
            work.contributors.save(attrs.evolve(a_contributor(2), **changes))
            work.commit()
        with stage() as work:
            changed = work.contributors.find(a_contributor(2).id)
        assert isinstance(changed, Contributor)
        assert soon(lambda: accounts.find(a_contributor(2).id) == changed)
        assert accounts.find(a_contributor(1).id) == a_contributor(1)

    def test_the_end_of_a_session_is_seen_within_a_second(self, stage: UnitsOfWork, accounts: Accounts) -> None:
        now = datetime.now(UTC)
        person, sessions = a_contributor(1).id, [a_session(number) for number in (1, 2, 3)]
        begin(stage, *sessions, a_session(4, person=2))
        assert not any(accounts.has_ended(person, one.id) for one in sessions)
        with stage() as work:
            work.sessions.save(sessions[0].end(now))
            work.commit()
        assert soon(lambda: accounts.has_ended(person, sessions[0].id))
        assert [accounts.has_ended(person, one.id) for one in sessions] == [True, False, False]
        with stage() as work:
            work.sessions.end_all(person, now, but=sessions[1].id)
            work.commit()
        assert soon(lambda: accounts.has_ended(person, sessions[2].id))
        assert [accounts.has_ended(person, one.id) for one in sessions] == [True, False, True]
        assert not accounts.has_ended(a_contributor(2).id, a_session(4).id)
        assert not accounts.has_ended(a_contributor(9).id, a_session(9).id)

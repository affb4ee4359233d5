"""What every repository of invitations must keep."""

from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest

from shrutik_core.people.invitation import Invitation, InvitationFilter, InvitationState
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Conflict, Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_collection, a_contributor, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, walk
from shrutik_core.testing.people_builders import an_invitation


def _keep(units: UnitsOfWork, *invitations: Invitation) -> None:
    with units() as work:
        work.invitations.add_all(invitations)
        work.commit()


def _wanted(work: UnitOfWork, now: datetime | None = None, **wanted: Any) -> list[Invitation]:
    """All that are wanted as of an instant, page by page."""
    return walk(lambda request: work.invitations.page(request, InvitationFilter(now or an_instant(0), **wanted)))


class InvitationsContract(StoreContract):
    """Codes that open accounts."""

    def test_an_invitation_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        mine = an_invitation(1, name="রহিমা", replaces=a_contributor(3).id)
        operators = an_invitation(2, made_by=None, collection=a_collection(2).id)
        _keep(stage, mine, operators)
        with stage() as work:
            assert work.invitations.find(mine.id) == work.invitations.find_by_code(mine.code_hash) == mine
            assert work.invitations.find(operators.id, lock=True) == operators
            assert work.invitations.find_by_code(operators.code_hash, lock=True) == operators
            assert work.invitations.find(an_invitation(3).id) is None
            assert work.invitations.find_by_code(an_invitation(3).code_hash) is None

    def test_no_invitation_is_kept_of_none(self, stage: UnitsOfWork) -> None:
        _keep(stage)
        with stage() as work:
            assert _wanted(work) == []

    def test_saving_changes_what_became_of_it(self, stage: UnitsOfWork) -> None:
        used = an_invitation(1).use(a_contributor(2).id, an_instant(50))
        revoked = an_invitation(2).revoke(an_instant(60))
        _keep(stage, an_invitation(1), an_invitation(2))
        with stage() as work:
            work.invitations.save(used)
            work.invitations.save(revoked)
            work.commit()
        with stage() as work:
            assert [work.invitations.find(one.id) for one in (used, revoked)] == [used, revoked]

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.invitations.save(an_invitation(9))
        assert error.value.code == "invitation_missing"

    def test_those_of_an_account_opened_it_or_give_it_back(self, stage: UnitsOfWork) -> None:
        person = a_contributor(2).id
        opened = an_invitation(1).use(person, an_instant(50))
        back = an_invitation(2, replaces=person)
        _keep(stage, back, an_invitation(3, replaces=a_contributor(3).id), opened, an_invitation(4))
        with stage() as work:
            assert work.invitations.of_account(person) == (opened, back)
            assert work.invitations.of_account(a_contributor(4).id) == ()

    def test_pages_are_newest_first_of_one_maker_or_all(self, stage: UnitsOfWork) -> None:
        mine = [an_invitation(number) for number in (1, 2, 3)]
        others = an_invitation(4, made_by=a_contributor(2).id)
        _keep(stage, *mine, others)
        with stage() as work:
            assert _wanted(work) == [others, *mine[::-1]]
            assert _wanted(work, made_by=a_contributor(1).id) == mine[::-1]
            late = PageRequest(created_after=an_instant(2), total=True)
            assert work.invitations.page(late, InvitationFilter(an_instant(0), a_contributor(1).id)).total == 2
            one = PageRequest(limit=1, total=True)
            assert work.invitations.page(one, InvitationFilter(an_instant(0))).total == 4

    def test_pages_are_by_collection_and_state(self, stage: UnitsOfWork) -> None:
        elsewhere, now = a_collection(2).id, an_instant(100)
        fresh = an_invitation(1, expires_at=now + timedelta(microseconds=1))
        ran_out = an_invitation(2, expires_at=now)
        used = an_invitation(3, collection=elsewhere).use(a_contributor(2).id, an_instant(50))
        revoked = an_invitation(4, collection=elsewhere, expires_at=an_instant(60)).revoke(an_instant(50))
        _keep(stage, fresh, ran_out, used, revoked)
        states = zip(InvitationState, (fresh, ran_out, used, revoked), strict=True)
        with stage() as work:
            for state, one in states:
                assert _wanted(work, now, state=state) == [one]
                assert _wanted(work, now, state=state, collection=one.collection) == [one]
            assert _wanted(work, now, collection=elsewhere) == [revoked, used]
            assert _wanted(work, now, collection=elsewhere, state=InvitationState.OPEN) == []

    def test_names_are_those_of_accounts_that_there_are(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            accounts = [a_contributor(2).id, a_contributor(3).id, a_contributor(99).id]
            assert work.invitations.names(accounts) == {one: f"Person {n}" for n, one in enumerate(accounts[:2], 2)}
            assert work.invitations.names([]) == {}

    def test_of_many_who_use_a_code_at_once_one_does(self, stage: UnitsOfWork) -> None:
        _keep(stage, an_invitation(1))
        code_hash = an_invitation(1).code_hash

        def use(person: int) -> str:
            with stage() as work:
                found = work.invitations.find_by_code(code_hash, lock=True)
                assert found is not None
                try:
                    work.invitations.save(found.use(a_contributor(person).id, an_instant(50)))
                except Conflict as error:
                    return error.code
                work.commit()
                return "mine"

        outcomes = at_once(*[lambda person=person: use(person) for person in (1, 2, 3, 4)])
        assert sorted(outcomes) == ["invitation_used"] * 3 + ["mine"]

    def test_a_hash_is_kept_once(self, stage: UnitsOfWork) -> None:
        _keep(stage, an_invitation(1))
        with pytest.raises(Conflict) as error:
            _keep(stage, attrs.evolve(an_invitation(1), id=an_invitation(9).id))
        assert error.value.code == "already_there"

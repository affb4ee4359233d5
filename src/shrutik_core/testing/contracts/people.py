"""What every repository of contributors must keep."""

import attrs
import pytest

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.people.sought import Sought
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict, Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_collection, a_contributor, a_speaker, an_email, an_instant
from shrutik_core.testing.contracts.base import at_once, waits_for_commit, walk
from shrutik_core.testing.contracts.credentials import CredentialsContract
from shrutik_core.testing.scenes import keep


class ContributorsContract(CredentialsContract):
    """Accounts."""

    def test_an_account_comes_back_as_it_was_kept(self, units: UnitsOfWork) -> None:
        account = a_contributor(name="রহিমা খাতুন", locale="bn-BD", role=Role.REVIEWER)
        keep(units, a_speaker(), account)
        with units() as work:
            assert work.contributors.find(account.id) == account
            assert work.contributors.find_by_email(an_email()) == account

    def test_who_is_not_there_is_none(self, units: UnitsOfWork) -> None:
        with units() as work:
            assert work.contributors.find(a_contributor().id) is None
            assert work.contributors.find_by_email("nobody@example.org") is None
            assert walk(work.contributors.page) == []

    def test_an_address_is_taken_once(self, stage: UnitsOfWork) -> None:
        keep(stage, a_speaker(9))
        with pytest.raises(Conflict) as error:
            keep(stage, a_contributor(9, email=an_email(1)))
        assert error.value.code == "email_taken"

    def test_accounts_without_an_address_or_a_password_do_not_meet(self, stage: UnitsOfWork) -> None:
        nameless = [a_contributor(number, email=None, password_hash=None) for number in (8, 9)]
        keep(stage, a_speaker(8), a_speaker(9), *nameless)
        with stage() as work:
            assert [work.contributors.find(one.id, lock=True) for one in nameless] == nameless

    def test_a_changed_address_must_be_free_too(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Conflict) as error, stage() as work:
            work.contributors.save(a_contributor(2, email=an_email(1)))
        assert error.value.code == "email_taken"

    def test_saving_changes_every_field(self, stage: UnitsOfWork) -> None:
        changes = {"email_verified_at": an_instant(9), "collections": frozenset({a_collection().id})}
        changed = a_contributor(2, email="new@example.org", name="New", role=Role.ADMIN, locale="bn", **changes).become(
            ContributorStatus.DISABLED
        )
        with stage() as work:
            work.contributors.save(changed)
            work.commit()
        with stage() as work:
            assert work.contributors.find(changed.id) == changed
            assert work.contributors.find_by_email(an_email(2)) is None

    @pytest.mark.parametrize(
        ("changes", "raised"),
        [
            ({"role": Role.REVIEWER}, 0),
            ({"status": ContributorStatus.DISABLED}, 1),
            ({"password_hash": "another"}, 1),
            ({"role": Role.ADMIN, "status": ContributorStatus.DISABLED, "password_hash": "another"}, 1),
            ({"email": "new@example.org", "name": "New", "locale": "bn"}, 0),
            ({"generation": 7}, 0),
            ({}, 0),
        ],
    )
    def test_what_ends_access_tokens_raises_the_generation(
        self, stage: UnitsOfWork, changes: dict[str, object], raised: int
    ) -> None:
        for round_ in (1, 2):
            with stage() as work:
                work.contributors.save(a_contributor(2, **changes))
                work.contributors.save(a_contributor(2, **changes))
                work.commit()
            with stage() as work:
                found = work.contributors.find(a_contributor(2).id)
                assert found is not None
                assert found == a_contributor(2, **changes)
                assert found.generation == (2 * round_ - 1) * raised
                work.contributors.save(a_contributor(2))
                work.commit()

    def test_saving_who_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.contributors.save(a_contributor(9, speaker=a_speaker(1).id))
        assert error.value.code == "contributor_missing"

    def test_an_admin_beside_is_another_who_is_active(self, stage: UnitsOfWork) -> None:
        disabled = a_contributor(11, role=Role.ADMIN, status=ContributorStatus.DISABLED)
        admins = [a_contributor(number, role=Role.ADMIN) for number in (12, 13)]

        def beside(number: int) -> bool:
            with stage() as work:
                return work.contributors.has_admin_beside(a_contributor(number).id)

        keep(stage, a_speaker(11), a_speaker(12), disabled, admins[0])
        assert [beside(number) for number in (1, 11, 12)] == [True, True, False]
        keep(stage, a_speaker(13), admins[1])
        assert [beside(number) for number in (1, 12, 13)] == [True] * 3

    @pytest.mark.usefixtures("side_by_side")
    def test_who_asks_for_another_admin_waits_for_the_one_before(self, stage: UnitsOfWork) -> None:
        admins = [a_contributor(number, role=Role.ADMIN) for number in (12, 13)]
        keep(stage, a_speaker(12), a_speaker(13), *admins)

        def ask() -> bool:
            with stage() as work:
                return work.contributors.has_admin_beside(admins[1].id)

        with stage() as work:
            assert work.contributors.has_admin_beside(admins[0].id)
            work.contributors.save(attrs.evolve(admins[0], role=Role.REVIEWER))
            assert waits_for_commit(work, ask) is False

    def test_a_locked_account_waits_its_turn(self, stage: UnitsOfWork) -> None:
        email = an_email(2)

        def add(letter: str) -> None:
            with stage() as work:
                found = work.contributors.find_by_email(email, lock=True)
                assert found is not None
                work.contributors.save(attrs.evolve(found, name=found.name + letter))
                work.commit()

        at_once(*[lambda letter=letter: add(letter) for letter in "abcd"])
        with stage() as work:
            assert work.contributors.find_by_email(email, lock=True) == work.contributors.find_by_email(email)
            after = work.contributors.find(a_contributor(2).id)
            assert after is not None
            assert sorted(after.name[-4:]) == ["a", "b", "c", "d"]

    def test_pages_are_newest_first(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            assert walk(work.contributors.page) == [a_contributor(number) for number in (4, 3, 2, 1)]

    def test_pages_are_by_status_and_by_role(self, stage: UnitsOfWork) -> None:
        disabled = a_contributor(11, status=ContributorStatus.DISABLED)
        reviewers = [a_contributor(number, role=Role.REVIEWER) for number in (12, 13)]
        keep(stage, *map(a_speaker, (11, 12, 13)), disabled, *reviewers)
        with stage() as work:
            page = work.contributors.page
            assert walk(lambda request: page(request, status=ContributorStatus.DISABLED)) == [disabled]
            assert walk(lambda request: page(request, role=Role.REVIEWER)) == reviewers[::-1]
            both = PageRequest(created_after=an_instant(13), total=True)
            found = page(both, status=ContributorStatus.ACTIVE, role=Role.REVIEWER)
            assert (found.items, found.total) == ((reviewers[1],), 1)

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("rah", [12, 11]),
            ("UDD rah", [11]),
            ("ধ", [13]),
            ("রহি", [13]),
            ("élo", [14]),
            ("Mina@", [12]),
            ("@example", []),
            ("it's", [14]),
            ("back\\", [14]),
            ("nobody | r", []),
            ("' & '", []),
            ("\0rahim", [11]),
            (" ", [14, 13, 12, 11, 4, 3, 2, 1]),
        ],
    )
    def test_who_is_sought_is_found_by_beginnings(self, stage: UnitsOfWork, typed: str, found: list[int]) -> None:
        names = {11: "Rahim Uddin", 12: "Abdur Rahman", 13: "রহিমা ধর", 14: "Élodie it's back\\slash"}
        people = [a_contributor(number, name=name, email=None) for number, name in names.items()]
        people[1] = attrs.evolve(people[1], email="mina@example.org")
        keep(stage, *map(a_speaker, names), *people)
        with stage() as work:
            sought = Sought.typed(typed)
            told = walk(lambda request: work.contributors.page(request, sought=sought))
            assert [one.id for one in told] == [a_contributor(number).id for number in found]

    def test_who_is_sought_has_a_status_a_role_and_a_day(self, stage: UnitsOfWork) -> None:
        reviewers = [a_contributor(number, name="Rahim", role=Role.REVIEWER) for number in (11, 12)]
        keep(stage, *map(a_speaker, (11, 12, 13)), *reviewers, a_contributor(13, name="Rahim"))
        with stage() as work:
            late = PageRequest(created_after=an_instant(12), total=True)
            found = work.contributors.page(late, role=Role.REVIEWER, sought=Sought.typed("rahim"))
            assert (found.items, found.total) == ((reviewers[1],), 1)

    def test_of_two_who_take_an_address_at_once_one_gets_it(self, units: UnitsOfWork) -> None:
        keep(units, a_speaker(1), a_speaker(2))

        def register(number: int) -> str:
            try:
                keep(units, a_contributor(number, email="both@example.org"))
            except Conflict as error:
                return error.code
            return "registered"

        outcomes = at_once(lambda: register(1), lambda: register(2))
        assert sorted(outcomes) == ["email_taken", "registered"]

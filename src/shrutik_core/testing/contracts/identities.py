"""What every repository of identities must keep."""

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict
from shrutik_core.testing.builders import a_contributor
from shrutik_core.testing.contracts.base import StoreContract, at_once
from shrutik_core.testing.people_builders import an_identity

OTHER = "https://id.example.org"


def _keep(units: UnitsOfWork, number: int, **changes: object) -> None:
    with units() as work:
        work.identities.add(an_identity(number, **changes))
        work.commit()


class IdentitiesContract(StoreContract):
    """Who is who at providers of log-in."""

    def test_an_identity_is_found_by_issuer_and_subject(self, stage: UnitsOfWork) -> None:
        _keep(stage, 1)
        _keep(stage, 2, issuer=OTHER, subject="subject-1")
        with stage() as work:
            issuer = an_identity(1).issuer
            assert work.identities.find(issuer, "subject-1") == an_identity(1)
            assert work.identities.find(OTHER, "subject-1") == an_identity(2, issuer=OTHER, subject="subject-1")
            assert work.identities.find(issuer, "Subject-1") is None
            assert work.identities.find(OTHER, "subject-2") is None

    def test_one_is_kept_once(self, stage: UnitsOfWork) -> None:
        _keep(stage, 1)
        with pytest.raises(Conflict) as error:
            _keep(stage, 2, subject="subject-1")
        assert error.value.code == "identity_taken"

    def test_an_account_has_its_own_until_they_are_removed(self, stage: UnitsOfWork) -> None:
        person = a_contributor(1).id
        _keep(stage, 1)
        _keep(stage, 2)
        _keep(stage, 3, contributor=person)
        with stage() as work:
            assert work.identities.of_account(person) == (an_identity(1), an_identity(3, contributor=person))
            work.identities.remove(an_identity(1).id)
            work.identities.remove(an_identity(1).id)
            work.commit()
        with stage() as work:
            assert work.identities.of_account(person) == (an_identity(3, contributor=person),)
            assert work.identities.find(an_identity(1).issuer, "subject-1") is None

    def test_of_two_who_add_one_at_once_one_does(self, stage: UnitsOfWork) -> None:
        def add(number: int) -> str:
            try:
                _keep(stage, number, subject="both")
            except Conflict as error:
                return error.code
            return "added"

        assert sorted(at_once(lambda: add(1), lambda: add(2))) == ["added", "identity_taken"]

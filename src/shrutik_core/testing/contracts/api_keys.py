"""What every repository of API keys, their look-up, and every maker of their secrets must keep."""

import abc
from datetime import timedelta
from typing import Any

import attrs
import pytest

from shrutik_core.people.api_key import ApiKey, KeySecret, read_key
from shrutik_core.people.roles import Permission
from shrutik_core.ports.api_keys import ApiKeySecrets, KnownApiKeys
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.testing.builders import a_contributor, an_instant
from shrutik_core.testing.contracts.accounts import soon
from shrutik_core.testing.contracts.base import Contract, StoreContract, waits_for_commit, walk
from shrutik_core.testing.people import an_api_key
from shrutik_core.testing.scenes import keep

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
ONE, OTHER = a_contributor(1).id, a_contributor(2).id


class ApiKeysContract(StoreContract):
    """What programs show."""

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"scopes": frozenset(Permission), "name": "রাতের কাজ"},
            {"expires_at": an_instant(60), "last_used_at": an_instant(50), "revoked_at": an_instant(55)},
        ],
    )
    def test_a_key_comes_back_as_it_was_kept(self, stage: UnitsOfWork, changes: dict[str, Any]) -> None:
        key = an_api_key(1, **changes)
        keep(stage, key, an_api_key(2))
        with stage() as work:
            assert work.api_keys.find(key.id) == key
            assert work.api_keys.find(key.id, lock=True) == key
            assert work.api_keys.find_by_prefix(key.prefix) == key
            assert work.api_keys.find(an_api_key(3).id) is None
            assert work.api_keys.find_by_prefix(an_api_key(3).prefix) is None

    def test_what_changed_is_kept(self, stage: UnitsOfWork) -> None:
        keep(stage, an_api_key(1), an_api_key(2))
        revoked = an_api_key(1).revoke(an_instant(60))
        with stage() as work:
            work.api_keys.save(revoked)
            work.commit()
        with stage() as work:
            assert work.api_keys.find(revoked.id) == revoked
            assert work.api_keys.find(an_api_key(2).id) == an_api_key(2)

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.api_keys.save(an_api_key(1))
        assert error.value.code == "api_key_missing"

    def test_those_that_stand_are_counted(self, stage: UnitsOfWork) -> None:
        now = an_instant(100)
        ended = [an_api_key(1, expires_at=now), an_api_key(2, revoked_at=an_instant(50))]
        standing = [an_api_key(3), an_api_key(4, expires_at=now + SECOND)]
        keep(stage, *ended, *standing, an_api_key(5, contributor=OTHER))
        with stage() as work:
            assert work.api_keys.standing(ONE, now) == 2
            assert work.api_keys.standing(OTHER, now) == 1
            assert work.api_keys.standing(a_contributor(3).id, now) == 0

    def test_all_of_an_account_are_revoked_or_removed(self, stage: UnitsOfWork) -> None:
        now, before = an_instant(100), an_instant(50)
        keep(stage, an_api_key(1), an_api_key(2, revoked_at=before), an_api_key(3, contributor=OTHER))
        with stage() as work:
            assert work.api_keys.revoke_all(ONE, now) == 1
            assert work.api_keys.revoke_all(ONE, now) == 0
            work.commit()
        with stage() as work:
            assert [key.revoked_at for key in self.theirs(work)] == [before, now]
            assert work.api_keys.find(an_api_key(3).id) == an_api_key(3, contributor=OTHER)
            assert work.api_keys.remove_all(ONE) == 2
            assert work.api_keys.remove_all(ONE) == 0
            work.commit()
        with stage() as work:
            assert self.theirs(work) == []
            assert work.api_keys.find_by_prefix(an_api_key(3).prefix) is not None

    def test_pages_hold_an_accounts_newest_first(self, stage: UnitsOfWork) -> None:
        theirs = [an_api_key(number) for number in range(1, 6)]
        keep(stage, *theirs, an_api_key(6, contributor=OTHER))
        with stage() as work:
            assert self.theirs(work) == theirs[::-1]

    @pytest.mark.usefixtures("side_by_side")
    def test_a_locked_key_is_changed_by_one_at_a_time(self, stage: UnitsOfWork) -> None:
        keep(stage, an_api_key(1))

        def revoked() -> bool:
            with stage() as work:
                key = work.api_keys.find(an_api_key(1).id, lock=True)
                return key is not None and key.revoked_at is not None

        with stage() as work:
            assert work.api_keys.find(an_api_key(1).id, lock=True)
            work.api_keys.save(an_api_key(1).revoke(an_instant(60)))
            assert waits_for_commit(work, revoked)

    @staticmethod
    def theirs(work: Any) -> list[ApiKey]:
        """The keys of the first account."""
        return walk(lambda request: work.api_keys.page(ONE, request))


class KnownApiKeysContract(StoreContract):
    """Keys as each request of a program asks for them."""

    @pytest.fixture
    @abc.abstractmethod
    def known(self, units: UnitsOfWork) -> KnownApiKeys:
        """The look-up under test, over the same store as the units of work."""

    def test_a_key_is_found_as_it_was_kept(self, stage: UnitsOfWork, known: KnownApiKeys) -> None:
        assert known.find(an_api_key(1).prefix) is None
        keep(stage, an_api_key(1))
        for _ in range(3):
            assert known.find(an_api_key(1).prefix) == an_api_key(1)
            assert known.find(an_api_key(2).prefix) is None

    def test_a_revocation_is_seen_within_a_second(self, stage: UnitsOfWork, known: KnownApiKeys) -> None:
        keep(stage, an_api_key(1), an_api_key(2), an_api_key(3, contributor=OTHER))
        assert all(known.find(an_api_key(number).prefix) for number in (1, 2, 3))
        revoked = an_api_key(1).revoke(an_instant(60))
        with stage() as work:
            work.api_keys.save(revoked)
            work.commit()
        assert soon(lambda: known.find(revoked.prefix) == revoked)
        with stage() as work:
            work.api_keys.revoke_all(ONE, an_instant(70))
            work.api_keys.remove_all(OTHER)
            work.commit()
        assert soon(lambda: known.find(an_api_key(2).prefix) == an_api_key(2).revoke(an_instant(70)))
        assert soon(lambda: known.find(an_api_key(3).prefix) is None)

    def test_a_use_is_noted_once_a_minute(self, stage: UnitsOfWork, known: KnownApiKeys) -> None:
        key, now = an_api_key(1), an_instant(100)
        keep(stage, key, an_api_key(2))

        def noted() -> object:
            with stage() as work:
                kept = work.api_keys.find(key.id)
                return kept.last_used_at if kept else None

        assert noted() is None
        for late in (timedelta(0), SECOND, MINUTE - SECOND):
            known.used(key, now + late)
            assert soon(lambda: noted() == now)
        known.used(key, now + MINUTE)
        assert soon(lambda: noted() == now + MINUTE)
        with stage() as work:
            assert work.api_keys.find(key.id) == attrs.evolve(key, last_used_at=now + MINUTE)
            assert work.api_keys.find(an_api_key(2).id) == an_api_key(2)

    def test_the_use_of_a_key_that_is_gone_is_passed_over(self, stage: UnitsOfWork, known: KnownApiKeys) -> None:
        known.used(an_api_key(1), an_instant(100))
        with stage() as work:
            assert work.api_keys.find(an_api_key(1).id) is None


class ApiKeySecretsContract(Contract):
    """Secrets of keys."""

    @pytest.fixture
    @abc.abstractmethod
    def secrets(self) -> ApiKeySecrets:
        """The maker under test."""

    def test_each_is_new_and_reads_as_it_is_written(self, secrets: ApiKeySecrets) -> None:
        made = [secrets.new() for _ in range(200)]
        assert len({one.prefix for one in made}) == len({one.secret for one in made}) == 200
        assert [read_key(one.text) for one in made] == made
        assert not any(one.prefix in one.secret for one in made)
        assert all(isinstance(one, KeySecret) and one.secret not in repr(one) for one in made)

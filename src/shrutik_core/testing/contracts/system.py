"""What every clock, source of ids, password hasher and job sender must keep."""

import abc
from datetime import timedelta
from uuid import RFC_4122, UUID

import pytest

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.job_sender import JobSender
from shrutik_core.ports.password_hasher import PasswordHasher
from shrutik_core.ports.random_source import RandomSource
from shrutik_core.ports.secret_source import SecretSource
from shrutik_core.shared.ids import JobId
from shrutik_core.testing.builders import a_job
from shrutik_core.testing.contracts.base import Contract, at_once

URL_SAFE = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


class ClockContract(Contract):
    """The source of the present."""

    @pytest.fixture
    @abc.abstractmethod
    def clock(self) -> Clock:
        """The clock under test."""

    def test_it_tells_the_time_in_utc(self, clock: Clock) -> None:
        assert clock.now().utcoffset() == timedelta(0)

    def test_it_does_not_go_back(self, clock: Clock) -> None:
        instants = [clock.now() for _ in range(1_000)]
        assert instants == sorted(instants)


class IdSourceContract(Contract):
    """The source of ids."""

    @pytest.fixture
    @abc.abstractmethod
    def ids(self) -> IdSource:
        """The source under test."""

    def test_ids_are_of_version_7(self, ids: IdSource) -> None:
        for _ in range(100):
            made = ids.new()
            assert (made.version, made.variant) == (7, RFC_4122)

    def test_each_sorts_after_the_one_before(self, ids: IdSource) -> None:
        made = [ids.new() for _ in range(5_000)]
        assert made == sorted(set(made))
        assert [str(id_) for id_ in made] == sorted(str(id_) for id_ in made)

    def test_threads_never_get_the_same(self, ids: IdSource) -> None:
        def make() -> list[UUID]:
            return [ids.new() for _ in range(2_000)]

        hauls = at_once(*[make] * 4)
        assert all(haul == sorted(haul) for haul in hauls)
        assert len({id_ for haul in hauls for id_ in haul}) == 8_000


class RandomSourceContract(Contract):
    """The source of randomness."""

    @pytest.fixture
    @abc.abstractmethod
    def random_source(self) -> RandomSource:
        """The source under test."""

    def test_draws_are_as_many_as_asked_for_and_from_0_to_below_1(self, random_source: RandomSource) -> None:
        for count in (0, 1, 21):
            drawn = random_source.draws(count)
            assert len(drawn) == count
            assert all(0 <= draw < 1 for draw in drawn)

    def test_draws_are_spread_evenly(self, random_source: RandomSource) -> None:
        drawn = random_source.draws(20_000)
        # Six standard deviations of the share of a tenth: fails once in a hundred million runs.
        shares = [sum(low <= 10 * draw < low + 1 for draw in drawn) / len(drawn) for low in range(10)]
        assert all(abs(share - 0.1) < 0.013 for share in shares)

    def test_no_two_calls_draw_the_same(self, random_source: RandomSource) -> None:
        assert random_source.draws(4) != random_source.draws(4)


class SecretSourceContract(Contract):
    """The source of secrets."""

    @pytest.fixture
    @abc.abstractmethod
    def secrets(self) -> SecretSource:
        """The source under test."""

    def test_each_is_another_and_goes_anywhere(self, secrets: SecretSource) -> None:
        made = [secrets.new() for _ in range(1_000)]
        assert len(set(made)) == 1_000
        assert all(len(one) == 43 and set(one) <= URL_SAFE for one in made)


class PasswordHasherContract(Contract):
    """Password hashing."""

    @pytest.fixture
    @abc.abstractmethod
    def hasher(self) -> PasswordHasher:
        """The hasher under test."""

    @pytest.mark.parametrize("password", ["correct horse", "পাসওয়ার্ড ১২৩", " spaces ", "x" * 256, "", "\ud800 lone"])
    def test_a_password_is_known_by_its_hash(self, hasher: PasswordHasher, password: str) -> None:
        hashed = hasher.hash(password)
        assert hasher.verify(password, hashed)
        assert not hasher.verify(password + "x", hashed)
        assert not hasher.verify("", hashed) or not password

    def test_the_same_password_has_another_hash_each_time(self, hasher: PasswordHasher) -> None:
        first, second = hasher.hash("correct horse"), hasher.hash("correct horse")
        assert first != second
        assert hasher.verify("correct horse", first)
        assert hasher.verify("correct horse", second)

    def test_its_own_hashes_are_not_outdated(self, hasher: PasswordHasher) -> None:
        assert not hasher.outdated(hasher.hash("correct horse"))
        assert hasher.outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZSBzYWx0IHRvIHVzZQ$AAAAAAAAAAAAAAAAAAAAAAAAAAA")

    def test_a_hash_does_not_show_the_password(self, hasher: PasswordHasher) -> None:
        assert "correct" not in hasher.hash("correct horse")

    @pytest.mark.parametrize(
        "hashed", [None, "", "no hash", "$argon2id$", "$argon2id$v=19$m=1,t=1,p=1$a$b", "ক", "a$b$c"]
    )
    def test_what_is_no_hash_is_false(self, hasher: PasswordHasher, hashed: str | None) -> None:
        assert not hasher.verify("correct horse", hashed)
        assert not hasher.verify("", hashed)


class JobSenderContract(Contract):
    """The way to the workers."""

    @pytest.fixture
    @abc.abstractmethod
    def sender(self) -> JobSender:
        """The sender under test, with a broker that answers."""

    @abc.abstractmethod
    def taken(self, sender: JobSender) -> list[JobId]:
        """What its broker has taken, in order."""

    def test_what_was_sent_was_taken(self, sender: JobSender) -> None:
        sender.send(a_job(1))
        assert self.taken(sender) == [a_job(1).id]
        sender.send(a_job(2))
        assert self.taken(sender) == [a_job(1).id, a_job(2).id]

    def test_the_same_job_may_be_sent_twice(self, sender: JobSender) -> None:
        sender.send(a_job(1))
        sender.send(a_job(1))
        assert self.taken(sender) == [a_job(1).id] * 2

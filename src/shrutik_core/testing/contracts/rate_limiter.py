"""What every counter of calls must keep."""

import abc

import pytest

from shrutik_core.people.rate_limits import Rate
from shrutik_core.ports.rate_limiter import RateLimiter
from shrutik_core.testing.contracts.base import Contract, at_once

# Nothing comes back while a test runs.
SLOW = 86_400


class RateLimiterContract(Contract):
    """Subclass it, make an empty limiter, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def limiter(self) -> RateLimiter:
        """The limiter under test."""

    @pytest.mark.parametrize("most", [1, 2, 10, 1_000])
    def test_so_many_are_granted_and_no_more(self, limiter: RateLimiter, most: int) -> None:
        answers = [limiter.take("one", Rate(most, SLOW)) for _ in range(most + 3)]
        assert [one.granted for one in answers] == [True] * most + [False] * 3
        assert [one.remaining for one in answers] == [*range(most - 1, -1, -1), 0, 0, 0]

    def test_a_refusal_says_when_to_come_again(self, limiter: RateLimiter) -> None:
        rate = Rate(10, SLOW)
        answers = [limiter.take("one", rate) for _ in range(11)]
        assert [one.wait for one in answers[:10]] == [0.0] * 10
        assert 0 < answers[10].wait <= SLOW / 10
        assert answers[9].full_in == pytest.approx(SLOW, rel=0.01)

    def test_a_refusal_takes_nothing(self, limiter: RateLimiter) -> None:
        rate = Rate(10, SLOW)
        assert limiter.take("one", rate, 8).granted
        assert not limiter.take("one", rate, 3).granted
        assert limiter.take("one", rate, 2).granted

    def test_more_than_there_are_is_never_granted(self, limiter: RateLimiter) -> None:
        assert not limiter.take("one", Rate(10, SLOW), 11).granted
        assert limiter.take("one", Rate(10, SLOW), 10).granted

    def test_keys_have_tokens_of_their_own(self, limiter: RateLimiter) -> None:
        rate = Rate(1, SLOW)
        assert all(limiter.take(key, rate).granted for key in ("", "a", "b", "ক", "\ud800", "x" * 10_000))

    def test_what_is_given_back_is_there_again_and_no_more(self, limiter: RateLimiter) -> None:
        rate = Rate(3, SLOW)
        assert limiter.take("one", rate, 3).granted
        limiter.give_back("one", rate)
        assert [limiter.take("one", rate).granted for _ in range(2)] == [True, False]
        limiter.give_back("one", rate, 3)
        limiter.give_back("one", rate, 3)
        assert [limiter.take("one", rate).granted for _ in range(4)] == [True, True, True, False]

    @pytest.mark.parametrize("most", [1, 2, 3, 7, 40])
    def test_any_counts_are_granted_as_long_as_they_fit(self, limiter: RateLimiter, most: int) -> None:
        granted = 0
        for count in (7 * number % 5 + 1 for number in range(30)):
            fits = granted + count <= most
            assert limiter.take("one", Rate(most, SLOW), count).granted is fits
            granted += count if fits else 0

    def test_of_many_at_once_so_many_are_granted(self, limiter: RateLimiter) -> None:
        rate = Rate(10, SLOW)
        answers = at_once(*[lambda: [limiter.take("one", rate).granted for _ in range(25)]] * 8)
        assert sum(sum(one) for one in answers) == 10

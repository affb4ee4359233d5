"""What every adapter to providers of log-in must keep."""

import abc
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest

from shrutik_core.ports.log_in_providers import ATTEMPT_LIFETIME, LogInProviders, ProvenPerson, ProviderAnswer
from shrutik_core.shared.errors import Missing, ShrutikError
from shrutik_core.testing.builders import a_contributor
from shrutik_core.testing.contracts.base import Contract

RETURN_TO = "http://127.0.0.1:9/api/v1/auth/openid/university/callback"
"""Where the provider of the suite sends people back; nobody listens there."""


class LogInProvidersContract(Contract):
    """Two providers: ``university``, and ``closed``, by which people of the domain ``closed.example`` alone log in.

    People named in the suite have an address at another domain that the provider verified, but for ``unverified``.
    """

    @pytest.fixture
    @abc.abstractmethod
    def providers(self) -> LogInProviders:
        """The adapter."""

    @pytest.fixture
    @abc.abstractmethod
    def now(self) -> datetime:
        """An instant at which what the providers say is fresh."""

    @abc.abstractmethod
    def visit(self, url: str, person: str) -> ProviderAnswer:
        """What a person brings back who follows the address and logs in there."""

    def _arrive(self, providers: LogInProviders, now: datetime, person: str = "mina") -> ProvenPerson:
        begun = providers.begin("university", RETURN_TO, now)
        return providers.finish("university", self.visit(begun.url, person), begun.seal, RETURN_TO, now)

    def test_a_person_is_told_by_issuer_and_subject(self, providers: LogInProviders, now: datetime) -> None:
        first, again = self._arrive(providers, now), self._arrive(providers, now)
        other = self._arrive(providers, now, "rahima")
        assert first == again
        assert (first.subject, other.subject, first.issuer) == ("mina", "rahima", other.issuer)
        assert first.name == "Name of mina"
        assert first.email == "mina@uni.example.edu"
        assert first.link is None

    def test_an_address_that_was_not_verified_is_none(self, providers: LogInProviders, now: datetime) -> None:
        assert self._arrive(providers, now, "unverified").email is None

    def test_an_account_to_be_linked_comes_back(self, providers: LogInProviders, now: datetime) -> None:
        account = a_contributor(3).id
        begun = providers.begin("university", RETURN_TO, now, account)
        found = providers.finish("university", self.visit(begun.url, "mina"), begun.seal, RETURN_TO, now)
        assert found.link == account

    def test_names_are_known_and_others_missing(self, providers: LogInProviders, now: datetime) -> None:
        assert providers.names == ("university", "closed")
        answer = ProviderAnswer("code", "state")
        for act in (
            lambda: providers.begin("none", RETURN_TO, now),
            lambda: providers.finish("none", answer, "seal", RETURN_TO, now),
        ):
            with pytest.raises(Missing) as error:
                act()
            assert error.value.code == "provider_missing"

    def test_an_answer_counts_once_and_in_time(self, providers: LogInProviders, now: datetime) -> None:
        begun = providers.begin("university", RETURN_TO, now)
        answer = self.visit(begun.url, "mina")
        late = now + ATTEMPT_LIFETIME
        assert self._code(lambda: providers.finish("university", answer, begun.seal, RETURN_TO, late)) == _FAILED
        just = late - timedelta(seconds=1)
        assert providers.finish("university", answer, begun.seal, RETURN_TO, just).subject == "mina"
        assert self._code(lambda: providers.finish("university", answer, begun.seal, RETURN_TO, now)) == _FAILED

    def test_an_answer_to_another_attempt_is_refused(self, providers: LogInProviders, now: datetime) -> None:
        mine, theirs = (providers.begin("university", RETURN_TO, now) for _ in range(2))
        answer = self.visit(theirs.url, "mallory")
        elsewhere = RETURN_TO.replace("university", "elsewhere")
        acts = [
            lambda: providers.finish("university", answer, mine.seal, RETURN_TO, now),
            lambda: providers.finish("university", answer, "", RETURN_TO, now),
            lambda: providers.finish("university", answer, theirs.seal[:-2] + "AA", RETURN_TO, now),
            lambda: providers.finish("university", answer, theirs.seal, elsewhere, now),
            lambda: providers.finish("closed", answer, theirs.seal, RETURN_TO, now),
            lambda: providers.finish("university", ProviderAnswer("", answer.state), theirs.seal, RETURN_TO, now),
            lambda: providers.finish("university", ProviderAnswer("no", answer.state), theirs.seal, RETURN_TO, now),
        ]
        assert [self._code(act) for act in acts] == [_FAILED] * len(acts)

    def test_a_provider_of_one_domain_is_open_to_its_people_alone(
        self, providers: LogInProviders, now: datetime
    ) -> None:
        for person in ("mina", "unverified"):
            begun = providers.begin("closed", RETURN_TO, now)
            answer = self.visit(begun.url, person)
            refused = self._code(partial(providers.finish, "closed", answer, begun.seal, RETURN_TO, now))
            assert refused == "provider_domain_refused"

    @staticmethod
    def _code(act: Callable[[], object]) -> str:
        with pytest.raises(ShrutikError) as error:
            act()
        return error.value.code


_FAILED = "provider_log_in_failed"

"""The promises of the port of providers, kept by OpenID Connect with a real provider."""

from datetime import UTC, datetime, timedelta

import pytest

from openid_program import answer_of, running, visit
from shrutik_core.ports.log_in_providers import ProviderAnswer
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.testing.contracts.log_in_providers import RETURN_TO, LogInProvidersContract
from shrutik_openid.providers import OpenidLogInProviders, OpenidProvider

SECRET = "a secret of the test's"


@pytest.fixture(scope="module")
def issuer():
    with running(RETURN_TO) as issuer:
        yield issuer


def made(*providers):
    return OpenidLogInProviders(providers, b"k" * 32)


class TestLogInProviders(LogInProvidersContract):
    """OpenID Connect."""

    @pytest.fixture
    def providers(self, issuer):
        return made(
            OpenidProvider("university", issuer, "shrutik", SECRET),
            OpenidProvider("closed", issuer, "shrutik", SECRET, frozenset({"closed.example"})),
        )

    @pytest.fixture
    def now(self):
        return datetime.now(UTC)

    def visit(self, url, person):
        return answer_of(visit(url, person, RETURN_TO))


def finished(providers, now=None, change=lambda answer: answer):
    began = now or datetime.now(UTC)
    begun = providers.begin("university", RETURN_TO, began)
    answer = change(answer_of(visit(begun.url, "mina", RETURN_TO)))
    try:
        return providers.finish("university", answer, begun.seal, RETURN_TO, began).subject
    except ShrutikError as error:
        return error.code


def test_a_public_client_has_no_secret_but_a_verifier(issuer):
    assert finished(made(OpenidProvider("university", issuer, "public"))) == "mina"


def test_a_wrong_secret_is_refused(issuer):
    assert finished(made(OpenidProvider("university", issuer, "shrutik", "wrong"))) == "provider_log_in_failed"


def test_a_proof_of_another_time_is_refused(issuer):
    providers = made(OpenidProvider("university", issuer, "shrutik", SECRET))
    assert finished(providers, datetime.now(UTC) + timedelta(days=1)) == "provider_log_in_failed"


def test_an_answer_of_another_issuer_is_refused(issuer):
    providers = made(OpenidProvider("university", issuer, "shrutik", SECRET))
    mixed_up = finished(
        providers, change=lambda answer: ProviderAnswer(answer.code, answer.state, "https://other.example.org")
    )
    assert mixed_up == "provider_log_in_failed"


@pytest.mark.parametrize("change", [lambda url: url + "/", lambda _: "http://127.0.0.1:1"])
def test_what_publishes_another_issuer_or_nothing_is_unavailable(issuer, change):
    with pytest.raises(ShrutikError) as error:
        made(OpenidProvider("university", change(issuer), "shrutik")).begin("university", RETURN_TO, datetime.now(UTC))
    assert error.value.code == "provider_unavailable"

"""The memory adapter's providers of log-in keep the promises of their port."""

from itertools import count
from urllib.parse import parse_qs, urlparse

import pytest

from shrutik_core.ports.log_in_providers import ProvenPerson, ProviderAnswer
from shrutik_core.testing.builders import MORNING
from shrutik_core.testing.contracts import LogInProvidersContract
from shrutik_memory.log_in_providers import MemoryLogInProviders


class TestLogInProviders(LogInProvidersContract):
    codes = count()

    @pytest.fixture
    def providers(self):
        self.people = {"university": {}, "closed": {}}
        return MemoryLogInProviders(self.people, {"closed": "closed.example"})

    @pytest.fixture
    def now(self):
        return MORNING

    def visit(self, url, person):
        code = str(next(self.codes))
        email = None if person == "unverified" else f"{person}@uni.example.edu"
        provider = urlparse(url).hostname.partition(".")[0]
        self.people[provider][code] = ProvenPerson("https://uni.example.edu", person, f"Name of {person}", email)
        return ProviderAnswer(code, parse_qs(urlparse(url).query)["state"][0])

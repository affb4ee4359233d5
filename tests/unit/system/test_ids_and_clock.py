"""The machine's clock and ids."""

import os
import subprocess
import sys
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.testing import contracts
from shrutik_system.api_key_secrets import SystemApiKeySecrets
from shrutik_system.clock import SystemClock
from shrutik_system.ids import SystemIds
from shrutik_system.random_source import SystemRandomSource
from shrutik_system.webhook_secrets import DerivedWebhookSecrets


class TestClock(contracts.ClockContract):
    @pytest.fixture
    def clock(self):
        return SystemClock()


class TestIds(contracts.IdSourceContract):
    @pytest.fixture
    def ids(self):
        return SystemIds()


class TestApiKeySecrets(contracts.ApiKeySecretsContract):
    @pytest.fixture
    def secrets(self):
        return SystemApiKeySecrets()


class TestWebhookSecrets(contracts.WebhookSecretsContract):
    @pytest.fixture
    def secrets(self):
        return DerivedWebhookSecrets(b"k" * 32)


class TestChance(contracts.RandomSourceContract):
    @pytest.fixture
    def random_source(self):
        return SystemRandomSource()


def milliseconds(made: UUID) -> int:
    return made.int >> 80


@given(st.lists(st.integers(0, 5_000_000), min_size=1, max_size=30), st.sampled_from([b"\0", b"\x7f", b"\xff"]))
def test_ids_rise_whatever_clock_and_randomness_do(instants, noise):
    clock = iter(instants)
    ids = SystemIds(lambda: next(clock), lambda count: noise * count)
    made = [ids.new() for _ in instants]
    assert made == sorted(set(made))
    assert all(id_.version == 7 for id_ in made)


def test_ids_bear_the_time_of_their_birth():
    assert milliseconds(SystemIds(lambda: 1_700_000_000_123_456_789).new()) == 1_700_000_000_123


def test_a_full_millisecond_runs_over_into_the_next():
    ids = SystemIds(lambda: 5_000_000, lambda count: b"\xff" * count)
    first, second = ids.new(), ids.new()
    assert (milliseconds(first), milliseconds(second)) == (5, 6)


def test_clock_ids_links_and_keys_need_no_extra():
    code = (
        "import sys, shrutik_system.clock, shrutik_system.ids, shrutik_system.links, shrutik_system.keys;"
        "print(*{'argon2', 'joserfc', 'cryptography'} & set(sys.modules))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True, text=True)
    assert said.stdout == "\n"

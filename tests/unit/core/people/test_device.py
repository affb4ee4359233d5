"""A device is known by what it says of itself, but for versions."""

import pytest

from shrutik_core.people.device import device_of

BEFORE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36"
AFTER = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0.7444.10 Mobile Safari/537.36"


def test_an_update_makes_no_other_device():
    assert device_of(BEFORE) == device_of(AFTER)
    assert device_of(BEFORE) != device_of(BEFORE.replace("Android", "Windows"))


@pytest.mark.parametrize("agent", ["", "  ", "7.1", "\x00\n"])
def test_what_says_nothing_is_nothing(agent):
    assert device_of(agent) == ""


def test_it_is_no_longer_than_what_is_kept():
    assert len(device_of("a" * 5_000)) <= 120

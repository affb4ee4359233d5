"""Waits for those who guess passwords: longer and longer, never for ever, by account and by address."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from log_ins_scene import MINA, Scene, log_in, sessions, wait
from shrutik_core.people.login_attempts import (
    FORGIVING,
    FORGOTTEN_AFTER,
    FREE_FAILURES,
    LONGEST_WAIT,
    LoginAttempts,
    LoginScope,
    origin_group,
    wait_after,
)
from shrutik_core.shared.errors import Refused, UsedUp
from shrutik_core.testing.builders import an_instant
from use_cases_scene import code

FREE = FREE_FAILURES[LoginScope.ACCOUNT]


@pytest.fixture
def scene():
    made = Scene()
    made.mina = made.platform.register()(MINA)
    return made


@given(st.integers(0, 10_000), st.integers(0, 50))
def test_waits_grow_and_never_beyond_a_quarter_of_an_hour(failures, free):
    assert wait_after(failures, free) <= wait_after(failures + 1, free) <= LONGEST_WAIT
    assert bool(wait_after(failures, free)) == (failures > free)
    assert [wait_after(free + more, free).total_seconds() for more in (1, 2, 3, 4)] == [1, 2, 4, 8]


@given(st.lists(st.integers(0, 2_000), max_size=60), st.sampled_from(LoginScope))
def test_nobody_waits_for_ever(pauses, scope):
    attempts, now = LoginAttempts("x"), an_instant(0)
    for pause in pauses:
        now += timedelta(seconds=pause)
        try:
            attempts = attempts.begin(now, scope)
        except UsedUp as error:
            assert 0 < error.extra["retry_after"] <= LONGEST_WAIT.total_seconds()
    assert attempts.begin(now + LONGEST_WAIT, scope).last_at == now + LONGEST_WAIT


def test_time_without_attempts_is_forgiving_and_a_day_is_a_new_beginning():
    attempts = LoginAttempts("x", 40, an_instant(0))
    assert attempts.begin(an_instant(0) + FORGOTTEN_AFTER, LoginScope.ACCOUNT).failures == 1
    for whiles, counted in ((1, 40), (2, 39), (39, 2), (40, 1), (41, 1)):
        assert attempts.begin(an_instant(0) + whiles * FORGIVING, LoginScope.ACCOUNT).failures == counted


@pytest.mark.parametrize("email", ["mina@example.org", "nobody@example.org", "no address"])
def test_guesses_at_an_account_wait_longer_and_longer_whether_or_not_it_exists(scene, email):
    for _ in range(FREE):
        assert code(lambda: log_in(scene, "a wrong one", email=email)) == "credentials_invalid"
    assert code(lambda: log_in(scene, "a wrong one", email=email)) == "credentials_invalid"
    for seconds in (1, 2, 4):
        with pytest.raises(UsedUp) as error:
            log_in(scene, email=email)
        assert (error.value.code, error.value.extra) == ("login_throttled", {"retry_after": seconds})
        wait(scene, seconds=seconds)
        assert code(lambda: log_in(scene, "a wrong one", email=email)) == "credentials_invalid"


def test_the_right_password_after_the_wait_is_a_new_beginning(scene):
    for _ in range(FREE + 1):
        assert code(lambda: log_in(scene, "a wrong one")) == "credentials_invalid"
    wait(scene, seconds=1)
    log_in(scene)
    for _ in range(FREE + 1):
        assert code(lambda: log_in(scene, "a wrong one")) == "credentials_invalid"


def test_guesses_from_one_address_at_many_accounts_wait_too(scene):
    free = FREE_FAILURES[LoginScope.ORIGIN]
    for number in range(free + 1):
        assert code(lambda number=number: log_in(scene, "x", email=f"a{number}@b.org")) == "credentials_invalid"
    assert code(lambda: log_in(scene)) == "login_throttled"
    assert log_in(scene, origin="192.0.2.2")
    wait(scene, seconds=1)
    log_in(scene)
    wait(scene, seconds=1)
    # One who knows a password does not free the way for the others at their address.
    assert code(lambda: log_in(scene, "x", email="another@b.org")) == "credentials_invalid"
    assert code(lambda: log_in(scene)) == "login_throttled"


@pytest.mark.parametrize(
    ("origin", "group"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("a unix socket", "a unix socket"),
    ],
)
def test_a_household_of_ipv6_is_one_address(origin, group):
    assert origin_group(origin) == group


def test_what_ran_out_is_cleaned_up(scene):
    log_in(scene)
    assert code(lambda: log_in(scene, "a wrong one", email="nobody@example.org")) == "credentials_invalid"
    wait(scene, days=32)
    # One token with its session; one count of an account that does not exist, and one of the network address.
    assert scene.platform.clean_up()() >= 2
    assert sessions(scene) == ()
    with pytest.raises(Refused):
        log_in(scene, "a wrong one", email="nobody@example.org")


@given(st.integers(min_value=0, max_value=FREE), st.timedeltas(timedelta(), timedelta(seconds=5)))
def test_of_attempts_at_once_none_waits_that_was_counted_after_a_later_one(failures, before):
    counted = LoginAttempts("a" * 64, failures, an_instant(1) if failures else None)
    begun = counted.begin(an_instant(1) - before, LoginScope.ACCOUNT)
    assert begun.failures == failures + 1
    assert begun.last_at == (counted.last_at or an_instant(1) - before)

"""Log-ins: sessions carried on by tokens that are good once, and waits for those who guess."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from shrutik_core.people.session import LONGEST_AGENT, REFRESH_LIFETIME, short_agent
from shrutik_core.shared.errors import Refused, UsedUp
from shrutik_core.shared.ids import SessionId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id, an_instant
from shrutik_core.use_cases.people.register import Registration
from shrutik_memory.password_hasher import MemoryPasswordHasher
from use_cases_scene import PlatformScene, audit, code

MINA = Registration("mina@example.org", "a long password", "Mina")
FREE = FREE_FAILURES[LoginScope.ACCOUNT]


@attrs.define
class Scene(PlatformScene):
    mina: object = None


def log_in(scene, password="a long password", origin="192.0.2.1", email="mina@example.org"):
    return scene.platform.log_in()(email, password, origin, "a browser")


def wait(scene, **time):
    scene.installation.clock.advance(timedelta(**time))


def sessions(scene):
    return scene.platform.manage_sessions().list(scene.mina.actor, PageRequest()).items


@pytest.fixture
def scene():
    made = Scene()
    made.mina = made.platform.register()(MINA)
    return made


def refresh(scene, token):
    return scene.platform.refresh_session()(token, "192.0.2.1")


def test_a_session_is_carried_on_by_tokens_that_are_good_once(scene):
    pair = log_in(scene)
    seen = {pair.refresh}
    for _ in range(4):
        wait(scene, days=29)
        pair = refresh(scene, pair.refresh)
        assert scene.platform.identify()(pair.access.text) == scene.mina
        seen.add(pair.refresh)
    assert len(seen) == 5
    (session,) = sessions(scene)
    assert session.last_used_at - session.created_at == timedelta(days=4 * 29)
    assert session.agent == "a browser"


def test_a_used_token_ends_its_session_and_no_other(scene):
    stolen, other = log_in(scene), log_in(scene)
    theirs = refresh(scene, refresh(scene, stolen.refresh).refresh)
    assert code(lambda: refresh(scene, stolen.refresh)) == "refresh_token_invalid"
    assert code(lambda: refresh(scene, theirs.refresh)) == "refresh_token_invalid"
    for pair in (stolen, theirs):
        assert code(lambda pair=pair: scene.platform.identify()(pair.access.text)) == "token_invalid"
    assert refresh(scene, other.refresh)
    noted = [entry for entry in audit(scene) if entry.action == "session.refresh_reused"]
    assert [(entry.actor, entry.subject) for entry in noted] == [(scene.mina.id, noted[0].subject)]


def test_a_token_runs_out_after_30_days_and_not_a_moment_earlier(scene):
    pair, late = log_in(scene), log_in(scene)
    wait(scene, seconds=REFRESH_LIFETIME.total_seconds() - 1)
    assert refresh(scene, pair.refresh)
    wait(scene, seconds=1)
    assert code(lambda: refresh(scene, late.refresh)) == "refresh_token_invalid"
    assert len(sessions(scene)) == 1


@pytest.mark.parametrize("token", ["", "x", "\ud800", "x" * 10_000])
def test_what_is_no_token_is_refused(scene, token):
    assert code(lambda: refresh(scene, token)) == "refresh_token_invalid"
    scene.platform.log_out().by_refresh_token(token)


def test_disabling_ends_all_sessions_and_enabling_revives_none(scene):
    pair = log_in(scene)
    people = scene.platform.manage_people()
    people.set_active(None, "mina@example.org", active=False)
    assert code(lambda: refresh(scene, pair.refresh)) == "refresh_token_invalid"
    people.set_active(None, "mina@example.org", active=True)
    assert code(lambda: refresh(scene, pair.refresh)) == "refresh_token_invalid"
    assert code(lambda: scene.platform.identify()(pair.access.text)) == "token_invalid"
    assert sessions(scene) == ()
    assert refresh(scene, log_in(scene).refresh)


def test_whoever_was_disabled_while_they_logged_in_has_no_session(scene):
    before = scene.platform.manage_people().get_by_email(None, "mina@example.org")
    scene.platform.manage_people().set_active(None, "mina@example.org", active=False)
    assert code(lambda: scene.platform.start_session()(before, "")) == "credentials_invalid"
    scene.platform.manage_people().set_active(None, "mina@example.org", active=True)
    assert code(lambda: scene.platform.start_session()(before, "")) == "credentials_invalid"
    assert sessions(scene) == ()


def test_logging_out_ends_this_session_by_either_token(scene):
    first, second, third = log_in(scene), log_in(scene), log_in(scene)
    scene.platform.log_out().by_refresh_token(first.refresh)
    scene.platform.log_out().by_refresh_token(first.refresh)
    scene.platform.log_out().by_access_token(scene.platform.identify().bearer(second.access.text))
    for pair in (first, second):
        assert code(lambda pair=pair: refresh(scene, pair.refresh)) == "refresh_token_invalid"
        assert code(lambda pair=pair: scene.platform.identify()(pair.access.text)) == "token_invalid"
    assert scene.platform.identify()(third.access.text) == scene.mina


def test_a_person_ends_their_own_sessions_alone(scene):
    here, _there = log_in(scene), log_in(scene)
    stranger, manage = scene.person("stranger"), scene.platform.manage_sessions()
    present = scene.platform.identify().bearer(here.access.text).session
    for actor, session in ((stranger, present), (scene.mina.actor, SessionId(an_id(1)))):
        assert code(lambda actor=actor, session=session: manage.end(actor, session)) == "session_missing"
    assert manage.end_others(scene.mina.actor, present) == 1
    assert [one.id for one in sessions(scene)] == [present]
    manage.end(scene.mina.actor, present)
    assert code(lambda: manage.end(scene.mina.actor, present)) == "session_missing"
    assert code(lambda: scene.platform.identify()(here.access.text)) == "token_invalid"


def test_a_changed_parameter_makes_a_new_hash_at_the_next_log_in(scene):
    before = scene.platform.manage_people().get(None, scene.mina.id)
    old = log_in(scene)
    newer = attrs.evolve(scene.platform.log_in(), hasher=MemoryPasswordHasher("newer"))
    newer("mina@example.org", "a long password")
    after = scene.platform.manage_people().get(None, scene.mina.id)
    assert after.password_hash != before.password_hash
    assert after.password_hash.startswith("newer$")
    assert scene.platform.identify()(old.access.text).generation == before.generation
    assert log_in(scene)


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


def test_what_a_program_says_of_itself_is_one_short_line():
    assert short_agent(" Mozilla\r\nX: y\0\u202e ") == "Mozilla X: y"
    assert len(short_agent("x" * 1_000)) == LONGEST_AGENT


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

"""Log-ins: sessions carried on by tokens that are good once, and ended by whoever may end them."""

from datetime import timedelta

import attrs
import pytest

from log_ins_scene import MINA, Scene, log_in, sessions, wait
from shrutik_core.people.session import LONGEST_AGENT, REFRESH_LIFETIME, short_agent
from shrutik_core.shared.ids import SessionId
from shrutik_core.testing.builders import an_id
from shrutik_memory.password_hasher import MemoryPasswordHasher
from use_cases_scene import audit, code


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


def test_what_a_program_says_of_itself_is_one_short_line():
    assert short_agent(" Mozilla\r\nX: y\0\u202e ") == "Mozilla X: y"
    assert len(short_agent("x" * 1_000)) == LONGEST_AGENT

"""Passwords are changed by whoever knows them, or has the letter that leads to a new one."""

import pytest

from letters_scene import MINA, OTHER, Post
from use_cases_scene import code


@pytest.fixture
def post():
    made = Post()
    made.work()
    made.mina = made.platform.register().publicly(MINA)
    return made


def test_a_forgotten_password_is_reset_and_all_sessions_end(post):
    post.secret()
    pair = post.platform.log_in()("mina@example.org", "a long password")
    post.platform.reset_password().ask(" MINA@example.org")
    token = post.secret()
    assert code(lambda: post.platform.reset_password()(token, "password")) == "password_invalid"
    assert code(lambda: post.platform.reset_password()(token, "mina@example.org")) == "password_invalid"
    post.platform.reset_password()(token, OTHER)
    assert code(lambda: post.platform.reset_password()(token, "a third long one")) == "one_time_token_invalid"
    assert code(lambda: post.platform.refresh_session()(pair.refresh, "")) == "refresh_token_invalid"
    assert code(lambda: post.platform.log_in()("mina@example.org", "a long password")) == "credentials_invalid"
    assert post.platform.log_in()("mina@example.org", OTHER)
    assert post.now().email_verified_at is not None
    assert [mail.subject for mail in post.work()] == ["Your account has a new password"]


def test_a_reset_ends_the_wait_of_those_who_were_guessed_at(post):
    post.secret()
    for _ in range(4):
        assert code(lambda: post.platform.log_in()("mina@example.org", "x")) == "credentials_invalid"
    assert code(lambda: post.platform.log_in()("mina@example.org", "x")) == "login_throttled"
    post.platform.reset_password().ask("mina@example.org")
    post.platform.reset_password()(post.secret(), OTHER)
    assert post.platform.log_in()("mina@example.org", OTHER)


def test_a_password_is_changed_by_whoever_knows_it(post):
    post.work()
    pair = post.platform.log_in()("mina@example.org", "a long password")
    change = post.platform.change_password()
    assert code(lambda: change(post.mina.actor, "a wrong one", OTHER)) == "password_wrong"
    assert code(lambda: change(post.mina.actor, None, OTHER)) == "password_wrong"
    assert code(lambda: change(post.mina.actor, "a long password", "12345678")) == "password_invalid"
    change(post.mina.actor, "a long password", OTHER)
    assert code(lambda: post.platform.identify()(pair.access.text)) == "token_invalid"
    assert code(lambda: post.platform.refresh_session()(pair.refresh, "")) == "refresh_token_invalid"
    assert post.platform.log_in()("mina@example.org", OTHER)


def test_whoever_has_a_token_and_guesses_the_password_waits(post):
    for _ in range(4):
        assert code(lambda: post.platform.change_password()(post.mina.actor, "x", OTHER)) == "password_wrong"
    assert code(lambda: post.platform.change_password()(post.mina.actor, "x", OTHER)) == "login_throttled"


def test_the_operator_gives_a_new_password(post):
    pair = post.platform.log_in()("mina@example.org", "a long password")
    post.platform.change_password().by_operator("MINA@example.org", OTHER)
    assert code(lambda: post.platform.refresh_session()(pair.refresh, "")) == "refresh_token_invalid"
    assert post.platform.log_in()("mina@example.org", OTHER)
    assert code(lambda: post.platform.change_password().by_operator("no@b.org", OTHER)) == "contributor_missing"

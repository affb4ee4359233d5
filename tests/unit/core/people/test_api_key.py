"""API keys: how they are written, what opens them, how long they live."""

import hashlib
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.api_key import (
    LONGEST_LIFE,
    SHORTEST_LIFE,
    KeySecret,
    check_lifetime,
    check_scopes,
    read_key,
)
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing.builders import an_instant
from shrutik_core.testing.people import a_secret, an_api_key

HEX = st.text("0123456789abcdef")


@given(st.text("0123456789abcdef", min_size=12, max_size=12), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_what_is_written_is_read(prefix, secret):
    assert read_key(KeySecret(prefix, secret).text) == KeySecret(prefix, secret)


@given(st.text() | st.builds("shk_{}_{}".format, HEX, HEX) | st.just(a_secret().text + "\n"))
def test_nothing_else_is_read_as_a_key(text):
    shown = read_key(text)
    assert shown is None or shown.text == text


def test_a_secret_opens_its_own_key_alone_and_is_kept_as_a_hash():
    key, secret = an_api_key(), a_secret()
    assert key.secret_hash == hashlib.sha256(secret.secret.encode()).hexdigest()
    assert secret.opens(key)
    assert not a_secret(2).opens(key)
    assert not attrs.evolve(secret, secret=secret.secret[:-1] + "0").opens(key)
    assert secret.secret not in repr(secret)
    assert key.secret_hash not in repr(key)


def test_a_key_expires_at_its_time_and_is_revoked_once():
    now = an_instant(100)
    key = an_api_key(expires_at=now)
    assert (key.expired(now - timedelta(microseconds=1)), key.expired(now)) == (False, True)
    assert not an_api_key().expired(now)
    revoked = key.revoke(now)
    assert revoked == attrs.evolve(key, revoked_at=now)
    with pytest.raises(Conflict) as caught:
        revoked.revoke(now)
    assert caught.value.code == "api_key_revoked"


@pytest.mark.parametrize("lifetime", [None, SHORTEST_LIFE, LONGEST_LIFE])
def test_a_lifetime_within_bounds_is_taken(lifetime):
    assert check_lifetime(lifetime) == lifetime


@pytest.mark.parametrize("lifetime", [timedelta(0), SHORTEST_LIFE - timedelta(seconds=1), LONGEST_LIFE + SHORTEST_LIFE])
def test_another_lifetime_is_refused(lifetime):
    with pytest.raises(Invalid) as caught:
        check_lifetime(lifetime)
    assert caught.value.code == "expiry_invalid"


def test_a_key_has_a_scope_at_least():
    with pytest.raises(Invalid) as caught:
        check_scopes([])
    assert caught.value.code == "scopes_invalid"
    with pytest.raises(Invalid):
        an_api_key(scopes=frozenset())

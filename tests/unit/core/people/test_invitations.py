"""Codes forgive what hands mix up, and an invitation opens one account at most."""

import hashlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.invitation import LONGEST_LIFETIME, SHORTEST_LIFETIME, check_lifetime
from shrutik_core.people.invitation_code import ALPHABET, CODE_LENGTH, code_of, hash_of, plain_code, prefix_of
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing.builders import a_contributor, an_instant
from shrutik_core.testing.people_builders import an_invitation

CODE = "7KQ2M-9XF4T-0BWHD-E31ZA"
draws = st.lists(st.floats(0, 1, exclude_max=True), min_size=CODE_LENGTH, max_size=CODE_LENGTH)
mistyped = {"0": "0Oo০", "1": "1IiLl১", **{digit: digit + chr(0x09E6 + int(digit)) for digit in "23456789"}}
between = st.sampled_from(["", " ", "-", "--", " – ", "\u200c", "\n", ".", "_"])


@given(draws)
def test_a_code_has_four_groups_of_crockfords_letters(found):
    code = code_of(found)
    assert [len(group) for group in code.split("-")] == [5, 5, 5, 5]
    assert set(code) <= {*ALPHABET, "-"}
    assert plain_code(code) == code.replace("-", "")


def test_draws_cover_the_whole_alphabet_and_no_more():
    first, last = code_of([0.0] * CODE_LENGTH), code_of([1 - 2**-53] * CODE_LENGTH)
    assert (first, last) == ("00000-00000-00000-00000", "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ")
    assert {code_of([number / 32] * CODE_LENGTH)[0] for number in range(32)} == set(ALPHABET)
    with pytest.raises(ValueError, match="20 draws"):
        code_of([0.5] * 19)


@given(draws, st.data())
def test_whatever_is_typed_for_a_code_is_the_code(found, data):
    code = code_of(found)
    typed = ""
    for letter in code.replace("-", ""):
        wanted = mistyped.get(letter, letter + letter.lower())
        typed += data.draw(st.sampled_from(wanted)) + data.draw(between)
    assert plain_code(typed) == code.replace("-", "")
    assert hash_of(typed) == hash_of(code)
    assert prefix_of(typed) == code[:5]


def test_a_code_is_kept_as_its_sha256():
    assert hash_of("7kq2m 9xf4t obwhd e3lza") == hashlib.sha256(b"7KQ2M9XF4T0BWHDE31ZA").hexdigest()


@pytest.mark.parametrize(
    "typed", ["", "-", CODE[:-1], CODE + "A", CODE[:-1] + "U", "?" * 20, CODE + " " * 300, "é" * 20]
)
def test_what_is_not_a_code_is_refused(typed):
    with pytest.raises(Invalid) as error:
        plain_code(typed)
    assert error.value.code == "invitation_code_invalid"


@pytest.mark.parametrize(
    ("lifetime", "fits"),
    [
        (SHORTEST_LIFETIME, True),
        (SHORTEST_LIFETIME - timedelta(microseconds=1), False),
        (LONGEST_LIFETIME, True),
        (LONGEST_LIFETIME + timedelta(microseconds=1), False),
    ],
)
def test_an_invitation_is_good_for_a_minute_to_a_year(lifetime, fits):
    if fits:
        assert check_lifetime(lifetime) == lifetime
    else:
        with pytest.raises(Invalid):
            check_lifetime(lifetime)


def ended(act):
    with pytest.raises(Conflict) as error:
        act()
    return error.value.code


def test_an_invitation_ends_once():
    now, person = an_instant(50), a_contributor(2).id
    used, revoked = an_invitation().use(person, now), an_invitation().revoke(now)
    assert (used.contributor, used.ended_at) == (person, now)
    assert [ended(lambda one=one: one.use(person, now)) for one in (used, revoked)] == [
        "invitation_used",
        "invitation_revoked",
    ]
    assert [ended(lambda one=one: one.revoke(now)) for one in (used, revoked)] == [
        "invitation_used",
        "invitation_revoked",
    ]


def test_an_invitation_runs_out_at_its_last_instant():
    invitation = an_invitation()
    before, at = invitation.expires_at - timedelta(microseconds=1), invitation.expires_at
    assert invitation.use(a_contributor(2).id, before).contributor is not None
    assert ended(lambda: invitation.use(a_contributor(2).id, at)) == "invitation_expired"
    assert invitation.revoke(at).ended_at == at


def test_no_code_stands_where_an_invitation_is_shown():
    assert an_invitation().code_hash not in repr(an_invitation())

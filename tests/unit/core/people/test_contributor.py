"""Contributors."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shrutik_core.people.contributor import (
    CONTRIBUTOR_LIFE,
    LONGEST_NAME,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    ContributorStatus,
    check_name,
    check_password,
    normal_email,
)
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_contributor


@given(strategies.emails(), st.sampled_from(["", " ", "\t\n"]))
def test_addresses_are_compared_in_normal_form(email, space):
    assert normal_email(space + email.upper() + space) == email
    assert normal_email(normal_email(email)) == normal_email(email)


@given(st.text(max_size=300))
def test_what_passes_is_an_address_in_normal_form(text):
    try:
        email = normal_email(text)
    except Invalid as error:
        assert error.code == "email_invalid"
        assert [field.field for field in error.errors] == ["email"]
    else:
        assert normal_email(email) == email
        assert email.count("@") == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "@b.org",
        "a@.org",
        "a@b.",
        "a b@c.org",
        "a@@b.org",
        "a\0@b.org",
        "x" * 65 + "@b.org",
        "a@" + "b" * 250 + ".org",
    ],
)
def test_these_are_no_addresses(text):
    with pytest.raises(Invalid):
        normal_email(text)


@given(st.text(max_size=300))
def test_a_password_is_neither_short_nor_endless(text):
    if SHORTEST_PASSWORD <= len(text) <= LONGEST_PASSWORD:
        assert check_password(text) == text
    else:
        with pytest.raises(Invalid) as error:
            check_password(text)
        assert error.value.code == "password_invalid"


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=LONGEST_NAME))
def test_names_of_any_script_are_taken_and_trimmed(name):
    assume(name.strip())
    assert check_name(f"  {name} ") == name.strip()


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "a\0b", "x" * (LONGEST_NAME + 1)])
def test_these_are_no_names(name):
    with pytest.raises(Invalid) as error:
        check_name(name)
    assert error.value.code == "name_invalid"


@given(st.sampled_from(ContributorStatus), st.sampled_from(ContributorStatus))
def test_an_account_lives_by_its_table(before, after):
    account = a_contributor(status=before)
    if CONTRIBUTOR_LIFE.allows(before, after):
        assert account.become(after) == a_contributor(status=after)
    else:
        with pytest.raises(Conflict) as error:
            account.become(after)
        assert error.value.code == f"contributor_{before}"


def test_the_hash_does_not_show():
    account = a_contributor(password_hash="$argon2id$secret")
    assert "secret" not in repr(account)


def test_an_account_acts_as_itself():
    actor = a_contributor(3).actor
    assert (actor.id, actor.role) == (a_contributor(3).id, a_contributor(3).role)


def test_an_address_is_normal_from_the_start():
    assert a_contributor(email=" Rahima@Example.ORG ").email == "rahima@example.org"

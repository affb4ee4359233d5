"""Contributors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.contributor import (
    CONTRIBUTOR_LIFE,
    ContributorStatus,
)
from shrutik_core.shared.errors import Conflict
from shrutik_core.testing.builders import a_contributor


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

"""Roles and rights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.roles import BY_COLLECTION, PERMISSIONS, Actor, Permission, Role
from shrutik_core.shared.errors import Refused
from shrutik_core.testing.builders import a_collection, a_contributor


@given(st.sampled_from(Role), st.sampled_from(Permission))
def test_who_may_passes_and_who_may_not_is_refused(role, permission):
    actor = Actor(a_contributor().id, role)
    if actor.may(permission):
        actor.require(permission)
    else:
        with pytest.raises(Refused) as error:
            actor.require(permission)
        assert error.value.code == "not_permitted"
        assert permission in error.value.detail


def test_every_role_is_in_the_table_and_may_record_and_transcribe():
    assert set(PERMISSIONS) == set(Role)
    for role in Role:
        assert PERMISSIONS[role] >= {Permission.RECORD, Permission.TRANSCRIBE}


def test_an_admin_may_everything_and_nobody_else_may_manage():
    assert PERMISSIONS[Role.ADMIN] == set(Permission)
    for role in set(Role) - {Role.ADMIN}:
        assert not any(permission.startswith("manage") for permission in PERMISSIONS[role])
        assert Permission.SEE_ALL not in PERMISSIONS[role]


@given(st.sampled_from(Role), st.sampled_from(Permission), st.frozensets(st.sampled_from(Permission)))
def test_a_key_never_gives_what_the_role_does_not(role, permission, scopes):
    key = Actor(a_contributor().id, role, scopes=scopes)
    assert key.may(permission) == (permission in scopes and permission in PERMISSIONS[role])


@given(st.sampled_from(Role), st.sampled_from(Permission))
def test_a_role_of_some_collections_counts_in_no_other(role, permission):
    here, elsewhere = a_collection(1).id, a_collection(2).id
    actor = Actor(a_contributor().id, role, frozenset({here}))
    held = permission in PERMISSIONS[role]
    assert actor.may(permission) == actor.may(permission, here) == held
    assert actor.may(permission, elsewhere) == (held and permission not in BY_COLLECTION)
    assert Actor(actor.id, role).may(permission, elsewhere) == held


@given(st.sampled_from(Role), st.none() | st.frozensets(st.sampled_from(Permission)))
def test_what_is_about_the_account_takes_a_login_and_no_key(role, scopes):
    actor = Actor(a_contributor().id, role, scopes=scopes)
    if scopes is None:
        actor.require_login()
    else:
        with pytest.raises(Refused) as error:
            actor.require_login()
        assert error.value.code == "login_only"

"""Roles and rights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.roles import PERMISSIONS, Actor, Permission, Role
from shrutik_core.shared.errors import Refused
from shrutik_core.testing.builders import a_contributor


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

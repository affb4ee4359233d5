"""API keys: made by their owner or the operator, shown, believed, revoked."""

from datetime import timedelta

import attrs
import pytest

from shrutik_core.people.api_key import MOST_KEYS
from shrutik_core.people.roles import Permission, Role
from shrutik_core.shared.errors import Refused, ShrutikError
from shrutik_core.shared.ids import ApiKeyId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_key, an_id
from shrutik_core.use_cases.people.api_keys import ApiKeyWish
from use_cases_scene import PlatformScene, audit, code

RECORD = ApiKeyWish("phone", frozenset({Permission.RECORD}))


@pytest.fixture
def scene():
    return PlatformScene()


@pytest.fixture
def mina(scene):
    return scene.person("mina")


def entries(scene, subject):
    return [(one.actor, one.action) for one in audit(scene) if one.subject == subject]


def test_a_key_is_shown_once_and_tells_who_calls(scene, mina):
    manage = scene.platform.manage_api_keys()
    made = manage.make(mina, RECORD)
    assert made.text.startswith(f"shk_{made.key.prefix}_")
    assert made.text not in repr(made)
    caller = scene.platform.identify_key()(made.text)
    assert (caller.contributor.id, caller.scopes) == (mina.id, frozenset({Permission.RECORD}))
    assert manage.list(mina, PageRequest()).items == (attrs.evolve(made.key, last_used_at=made.key.created_at),)
    assert entries(scene, made.key.id) == [(mina.id, "api_key.made")]


def test_a_repeated_call_makes_no_other_and_does_not_show_it_again(scene, mina):
    manage = scene.platform.manage_api_keys()
    made = manage.make(mina, RECORD, a_key())
    again = manage.make(mina, RECORD, a_key())
    assert (again.key, again.text) == (made.key, None)
    assert len(manage.list(mina, PageRequest()).items) == 1


@pytest.mark.parametrize("role", Role)
def test_a_key_has_no_permission_that_its_owner_has_not(scene, role):
    owner, manage = scene.person("owner", role), scene.platform.manage_api_keys()
    for scope in Permission:
        if owner.may(scope):
            manage.make(owner, ApiKeyWish("may", frozenset({scope})))
        else:
            wish = ApiKeyWish("may not", frozenset({scope, Permission.RECORD}))
            assert code(lambda wish=wish: manage.make(owner, wish)) == "scope_not_held"


def test_a_key_loses_what_its_owner_loses(scene):
    owner, manage = scene.person("owner", Role.REVIEWER), scene.platform.manage_api_keys()
    text = manage.make(owner, ApiKeyWish("queue", frozenset({Permission.REVIEW}))).text
    scene.platform.manage_people().give_role(scene.admin, owner.id, Role.CONTRIBUTOR)
    caller = scene.platform.identify_key()(text)
    assert not attrs.evolve(caller.contributor.actor, scopes=caller.scopes).may(Permission.REVIEW)


def refusal(scene, text):
    with pytest.raises(Refused) as caught:
        scene.platform.identify_key()(text)
    return caught.value.code


def test_what_is_not_a_key_or_another_secret_is_refused_alike(scene, mina):
    text = scene.platform.manage_api_keys().make(mina, RECORD).text
    last = "0" if text[-1] != "0" else "1"
    for wrong in ("shk_", "shk_" + "0" * 12 + "_" + "0" * 64, text[:-1] + last, text + "0", text.upper(), text[4:]):
        assert refusal(scene, wrong) == "api_key_invalid"


def test_an_expired_a_revoked_and_a_disabled_ones_key_is_refused(scene, mina):
    manage, clock = scene.platform.manage_api_keys(), scene.installation.clock
    short = manage.make(mina, attrs.evolve(RECORD, lifetime=timedelta(hours=1)))
    long = manage.make(mina, RECORD)
    clock.advance(timedelta(hours=1))
    assert refusal(scene, short.text) == "api_key_expired"
    assert scene.platform.identify_key()(long.text)
    manage.revoke(mina, long.key.id)
    assert refusal(scene, long.text) == "api_key_invalid"
    assert code(lambda: manage.revoke(mina, long.key.id)) == "api_key_revoked"
    assert entries(scene, long.key.id)[0] == (mina.id, "api_key.revoked")


def test_disabling_revokes_the_keys_for_good(scene, mina):
    people, text = scene.platform.manage_people(), scene.platform.manage_api_keys().make(mina, RECORD).text
    people.set_active(scene.admin, mina.id, active=False)
    assert refusal(scene, text) == "api_key_invalid"
    people.set_active(scene.admin, mina.id, active=True)
    assert refusal(scene, text) == "api_key_invalid"


def test_no_key_makes_lists_or_revokes_keys(scene, mina):
    manage = scene.platform.manage_api_keys()
    made, key = manage.make(mina, RECORD), attrs.evolve(mina, scopes=frozenset(Permission))
    acts = [
        lambda: manage.make(key, RECORD),
        lambda: manage.list(key, PageRequest()),
        lambda: manage.revoke(key, made.key.id),
    ]
    assert {code(act) for act in acts} == {"login_only"}


def test_anothers_key_is_as_one_that_there_is_not(scene, mina):
    manage, other = scene.platform.manage_api_keys(), scene.person("other")
    made, told = manage.make(mina, RECORD), set()
    for key_id in (made.key.id, ApiKeyId(an_id(9))):
        with pytest.raises(ShrutikError) as caught:
            manage.revoke(other, key_id)
        told.add((caught.value.code, caught.value.detail))
    assert told == {("api_key_missing", "You have no such API key.")}
    assert manage.list(other, PageRequest()).items == ()


def test_an_account_has_so_many_keys_and_no_more(scene, mina):
    manage = scene.platform.manage_api_keys()
    made = [manage.make(mina, RECORD) for _ in range(MOST_KEYS)]
    assert code(lambda: manage.make(mina, RECORD)) == "too_many_api_keys"
    manage.revoke(mina, made[0].key.id)
    manage.make(mina, RECORD)


def test_the_operator_makes_lists_and_revokes_them_by_address(scene, mina):
    manage = scene.platform.manage_api_keys()
    made = manage.make_for("MINA@example.org", RECORD)
    assert scene.platform.identify_key()(made.text).contributor.id == mina.id
    assert [key.id for key in manage.list_of("mina@example.org", PageRequest()).items] == [made.key.id]
    manage.revoke(None, made.key.id)
    assert entries(scene, made.key.id) == [(None, "api_key.revoked"), (None, "api_key.made")]
    assert code(lambda: manage.make_for("nobody@example.org", RECORD)) == "contributor_missing"
    assert code(lambda: manage.list_of("nobody@example.org", PageRequest())) == "contributor_missing"
    assert code(lambda: manage.make_for("mina@example.org", ApiKeyWish("r", [Permission.REVIEW]))) == "scope_not_held"

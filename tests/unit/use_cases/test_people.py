"""Accounts: made once, logged into, disabled, given roles, each change with its entry in the audit trail."""

from datetime import timedelta

import attrs
import pytest

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.people.speaker import Speaker
from shrutik_core.ports.access_tokens import Bearer
from shrutik_core.shared.errors import Refused
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.people.register import Registration
from use_cases_scene import PlatformScene, audit, code

RAHIMA = Registration("Rahima@Example.org ", "a long password", " Rahima ", "bn-bd")
KEY = IdempotencyKey("register", "key-1", "digest")


@pytest.fixture
def scene():
    return PlatformScene()


def test_a_person_registers_and_has_a_voice_of_their_own(scene):
    rahima = scene.platform.register()(RAHIMA)
    now = scene.installation.clock.now()
    assert rahima == Contributor(
        id=rahima.id,
        email="rahima@example.org",
        name="Rahima",
        password_hash=rahima.password_hash,
        role=Role.CONTRIBUTOR,
        speaker=rahima.speaker,
        locale="bn-BD",
        created_at=now,
        status=ContributorStatus.ACTIVE,
    )
    assert "a long password" not in repr(RAHIMA)
    with scene.platform.units_of_work()() as uow:
        assert uow.contributors.find(rahima.id) == rahima
        assert uow.speakers.find(rahima.speaker) == Speaker(rahima.speaker, rahima.id, now)


def test_a_person_who_says_no_language_reads_english(scene):
    assert scene.platform.register()(attrs.evolve(RAHIMA, locale="en")) is not None
    assert scene.platform.register()(Registration("a@b.org", "a long password", "A")).locale == "en"


def test_the_same_key_makes_one_account_whoever_asks(scene):
    first = scene.platform.register().publicly(RAHIMA, KEY)
    scene.installation.clock.advance(timedelta(hours=1))
    again = scene.platform.register().publicly(RAHIMA, KEY)
    assert again == attrs.evolve(first, password_hash=again.password_hash, speaker=again.speaker)
    assert len(scene.platform.manage_people().list(None, PageRequest()).items) == 2


def test_an_address_is_taken_once(scene):
    scene.platform.register()(RAHIMA)
    assert code(lambda: scene.platform.register()(RAHIMA)) == "email_taken"


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"password": "7 chars"}, "password_invalid"),
        ({"email": "rahima"}, "email_invalid"),
        ({"name": ""}, "name_invalid"),
        ({"locale": "Bengali!"}, "language_invalid"),
    ],
)
def test_what_cannot_be_an_account_is_refused_and_leaves_none(scene, change, refused):
    assert code(lambda: scene.platform.register()(attrs.evolve(RAHIMA, **change))) == refused
    assert [one.id for one in scene.platform.manage_people().list(None, PageRequest()).items] == [scene.admin.id]


@pytest.mark.parametrize("email", ["rahima@example.org", " RAHIMA@example.org\n"])
def test_a_person_logs_in_and_is_known_by_the_token(scene, email):
    rahima = scene.platform.register()(RAHIMA)
    token = scene.platform.log_in()(email, "a long password")
    assert scene.platform.identify()(token.access.text) == rahima


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(scene):
    scene.platform.register()(RAHIMA)
    told = set()
    for email, password in (("rahima@example.org", "another password"), ("nobody@example.org", "a long password")):
        with pytest.raises(Refused) as caught:
            scene.platform.log_in()(email, password)
        told.add((caught.value.code, caught.value.detail))
    assert told == {("credentials_invalid", "The e-mail address or the password is wrong.")}


def test_a_disabled_account_neither_logs_in_nor_goes_on_with_its_token(scene):
    rahima = scene.platform.register()(RAHIMA)
    token = scene.platform.log_in()("rahima@example.org", "a long password")
    scene.platform.manage_people().set_active(scene.admin, "rahima@example.org", active=False)
    assert code(lambda: scene.platform.log_in()("rahima@example.org", "a long password")) == "credentials_invalid"
    assert code(lambda: scene.platform.identify()(token.access.text)) == "account_inactive"
    scene.platform.manage_people().set_active(scene.admin, "rahima@example.org", active=True)
    assert code(lambda: scene.platform.identify()(token.access.text)) == "token_invalid"
    again = scene.platform.log_in()("rahima@example.org", "a long password")
    assert scene.platform.identify()(again.access.text) == rahima


def test_a_token_of_no_account_and_one_that_ran_out_are_refused(scene):
    scene.platform.register()(RAHIMA)
    now, clock = scene.installation.clock.now(), scene.installation.clock
    stranger = scene.platform.tokens().issue(Bearer(an_id(1), 0), now)
    assert code(lambda: scene.platform.identify()(stranger.text)) == "token_invalid"
    token = scene.platform.log_in()("rahima@example.org", "a long password")
    clock.advance(timedelta(seconds=token.access.expires_in))
    assert code(lambda: scene.platform.identify()(token.access.text)) == "token_expired"


@pytest.mark.parametrize("by_operator", [True, False])
def test_a_role_is_given_and_noted(scene, by_operator):
    rahima, actor = scene.platform.register()(RAHIMA), None if by_operator else scene.admin
    scene.installation.clock.advance(timedelta(hours=1))
    after = scene.platform.manage_people().give_role(actor, " RAHIMA@example.org", Role.REVIEWER)
    assert after == attrs.evolve(rahima, role=Role.REVIEWER)
    assert scene.platform.manage_people().get(actor, rahima.id) == after
    (entry,) = audit(scene)
    now, by = scene.installation.clock.now(), actor.id if actor else None
    assert entry == AuditEntry(entry.id, now, by, "contributor.role_changed", rahima.id, {"value": "reviewer"})


def test_an_account_is_found_by_its_address_by_those_who_manage_people_alone(scene):
    rahima, people = scene.platform.register()(RAHIMA), scene.platform.manage_people()
    assert people.get_by_email(scene.admin, " RAHIMA@example.org") == rahima
    assert code(lambda: people.get_by_email(scene.admin, "nobody@example.org")) == "contributor_missing"
    reader = scene.person("reader")
    assert code(lambda: people.get_by_email(reader, rahima.email)) == "not_permitted"


def test_an_account_is_disabled_once_and_noted(scene):
    rahima = scene.platform.register()(RAHIMA)
    set_active = scene.platform.manage_people().set_active
    disabled = set_active(scene.admin, rahima.email, active=False)
    assert disabled == attrs.evolve(rahima, status=ContributorStatus.DISABLED)
    assert code(lambda: set_active(scene.admin, rahima.email, active=False)) == "contributor_disabled"
    (entry,) = audit(scene)
    assert (entry.actor, entry.action, entry.subject, dict(entry.facts)) == (
        scene.admin.id,
        "contributor.status_changed",
        rahima.id,
        {"value": "disabled"},
    )


def test_who_manages_people_is_an_administrator_and_the_person_exists(scene):
    people, nosy = scene.platform.manage_people(), scene.person("nosy")
    acts = [
        lambda actor: people.give_role(actor, "rahima@example.org", Role.ADMIN),
        lambda actor: people.set_active(actor, "rahima@example.org", active=False),
        lambda actor: people.get(actor, an_id(1)),
    ]
    for act in acts:
        assert code(lambda act=act: act(nosy)) == "not_permitted"
        assert code(lambda act=act: act(None)) == "contributor_missing"
    assert code(lambda: people.list(nosy, PageRequest())) == "not_permitted"
    assert audit(scene) == ()


def test_accounts_are_listed_by_status_and_role_newest_first(scene):
    people = scene.platform.manage_people()
    rahima = scene.platform.register()(RAHIMA)
    scene.platform.register()(Registration("b@c.org", "a long password", "B"))
    disabled = people.set_active(None, "b@c.org", active=False)
    everybody = people.list(scene.admin, PageRequest()).items
    assert [one.email for one in everybody] == ["b@c.org", rahima.email, "admin@example.org"]
    assert people.list(None, PageRequest(), status=ContributorStatus.DISABLED).items == (disabled,)
    assert people.list(None, PageRequest(), role=Role.ADMIN).items == everybody[2:]
    assert people.list(None, PageRequest(), status=ContributorStatus.ACTIVE, role=Role.CONTRIBUTOR).items == (rahima,)

"""Log-in elsewhere: a provider's word opens the account that is linked to it, and never one by its address alone."""

from urllib.parse import parse_qs, urlparse

import attrs
import pytest
from dependency_injector import providers

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.ports.log_in_providers import ProvenPerson, ProviderAnswer
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.invitations.accept_invitation import Acceptance
from shrutik_core.use_cases.invitations.make_invitations import InvitationOrder
from shrutik_memory.log_in_providers import MemoryLogInProviders
from use_cases_scene import PlatformScene, audit, code

ISSUER = "https://uni.example.edu"
MINA = ProvenPerson(ISSUER, "mina", "Mina", "mina@uni.example.edu")
PEOPLE = {}
BACK = "https://voices.example.org/back"


@pytest.fixture
def scene():
    scene = PlatformScene()
    scene.platform.log_in_providers.override(providers.Object(MemoryLogInProviders({"university": PEOPLE})))
    return scene


def arrive(scene, person=MINA, actor=None):
    elsewhere = scene.platform.log_in_elsewhere()
    begun = elsewhere.begin(actor, "university", BACK)
    PEOPLE["code"] = person
    state = parse_qs(urlparse(begun.url).query)["state"][0]
    return elsewhere.finish("university", ProviderAnswer("code", state), begun.seal, BACK, "10.0.0.7")


def everybody(scene):
    return scene.platform.manage_people().list(None, PageRequest(100)).items


def test_the_first_time_opens_an_account_and_the_next_the_same(scene):
    first, again = arrive(scene), arrive(scene, attrs.evolve(MINA, name="Another", email=None))
    assert (first.new, again.new) == (True, False)
    assert first.contributor.id == again.contributor.id
    assert (first.contributor.name, first.contributor.role) == ("Mina", Role.CONTRIBUTOR)
    assert first.contributor.email == "mina@uni.example.edu"
    assert first.contributor.email_verified_at == scene.installation.clock.now()
    assert first.contributor.password_hash is None
    assert scene.platform.identify()(again.tokens.access.text).id == first.contributor.id
    assert "identity.linked" in {entry.action for entry in audit(scene)}
    assert "mina@" not in repr(audit(scene))


def test_an_address_that_an_account_has_opens_another_account(scene):
    owner = scene.person("mina")
    found = arrive(scene, attrs.evolve(MINA, email="Mina@example.org"))
    assert found.contributor.id != owner.id
    assert found.contributor.email is None


@pytest.mark.parametrize("name", ["", " ", "a\nb", "n" * 121])
def test_who_has_no_name_that_can_be_one_is_given_one(scene, name):
    assert arrive(scene, attrs.evolve(MINA, name=name)).contributor.name == "New contributor"


def test_an_address_that_is_none_is_left_out(scene):
    assert arrive(scene, attrs.evolve(MINA, email="not an address")).contributor.email is None


def test_who_is_logged_in_and_asks_has_it_linked(scene):
    person = scene.person("rahima")
    linked = arrive(scene, actor=person)
    assert (linked.contributor.id, linked.tokens, linked.new) == (person.id, None, False)
    assert arrive(scene, actor=person).contributor.id == person.id
    assert arrive(scene).contributor.id == person.id
    other = scene.person("other")
    assert code(lambda: arrive(scene, actor=other)) == "identity_taken"
    assert len(everybody(scene)) == 3


def test_a_disabled_account_is_not_opened(scene):
    first = arrive(scene).contributor
    with scene.platform.units_of_work()() as uow:
        uow.contributors.save(attrs.evolve(first, status=ContributorStatus.DISABLED))
        uow.commit()
    assert code(lambda: arrive(scene)) == "account_inactive"


def test_a_subject_that_cannot_be_kept_leaves_no_account(scene):
    before = len(everybody(scene))
    assert code(lambda: arrive(scene, attrs.evolve(MINA, subject="s" * 256))) == "identity_invalid"
    assert len(everybody(scene)) == before


def test_the_last_way_in_stays(scene):
    own = scene.platform.own_identities()
    mina = arrive(scene).contributor
    (identity,) = own.list(mina.actor)
    assert code(lambda: own.unlink(mina.actor, identity.id)) == "last_way_in"
    arrive(scene, attrs.evolve(MINA, subject="mina-2"), mina.actor)
    assert own.unlink(mina.actor, identity.id) == identity
    assert [one.subject for one in own.list(mina.actor)] == ["mina-2"]
    assert arrive(scene).new


def test_another_persons_identity_is_nobodys(scene):
    own, rahima = scene.platform.own_identities(), scene.person("rahima")
    arrive(scene, actor=rahima)
    (identity,) = own.list(rahima)
    other = scene.person("other")
    assert code(lambda: own.unlink(other, identity.id)) == "identity_missing"
    assert code(lambda: own.unlink(rahima, an_id(1))) == "identity_missing"
    assert own.unlink(rahima, identity.id) == identity


def test_no_code_gives_back_an_account_that_a_log_in_elsewhere_opens(scene):
    scene.collection()
    make = scene.platform.make_invitations()
    assert code(lambda: make.replacement(scene.admin, arrive(scene).contributor.id)) == "contributor_missing"
    (issued,) = make(None, InvitationOrder("bn-read"))
    invited = scene.platform.accept_invitation()(Acceptance(issued.code, "Rahima")).contributor
    arrive(scene, attrs.evolve(MINA, subject="rahima"), invited.actor)
    assert code(lambda: make.replacement(scene.admin, invited.id)) == "account_not_replaceable"

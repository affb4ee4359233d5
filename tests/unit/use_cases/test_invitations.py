"""Invitations: made by those who may, accepted once, revoked, and replaced for who lost code or phone."""

from datetime import timedelta

import attrs
import pytest

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.invitations.accept_invitation import Acceptance
from shrutik_core.use_cases.invitations.make_invitations import MOST_INVITATIONS, InvitationOrder
from use_cases_scene import PlatformScene, audit, code


@pytest.fixture
def scene():
    scene = PlatformScene()
    scene.collection()
    scene.collection("sat-read")
    return scene


@pytest.fixture
def rina(scene):
    """A facilitator of bn-read."""
    person = scene.person("rina", Role.FACILITATOR)
    return scene.platform.manage_people().change(scene.admin, person.id, collections=["bn-read"]).actor


def make(scene, actor, slug="bn-read", **order):
    return scene.platform.make_invitations()(actor, InvitationOrder(slug, **order))


def accept(scene, issued, name="Mina", locale="bn"):
    return scene.platform.accept_invitation()(Acceptance(issued.code, name, locale), "10.0.0.7")


def account(scene, contributor_id):
    return scene.platform.manage_people().get(None, contributor_id)


def save(scene, contributor):
    with scene.platform.units_of_work()() as uow:
        uow.contributors.save(contributor)
        uow.commit()


def test_a_facilitator_invites_and_a_name_alone_opens_an_account(scene, rina):
    (issued,) = make(scene, rina, name="Mina's card")
    welcome = accept(scene, issued)
    person = welcome.contributor
    assert (person.email, person.password_hash, person.name, person.role) == (None, None, "Mina", Role.CONTRIBUTOR)
    assert welcome.collection == issued.collection.id
    assert scene.platform.identify()(welcome.tokens.access.text).id == person.id
    with scene.platform.units_of_work()() as uow:
        assert uow.speakers.find(person.speaker).contributor == person.id
    actions = [(entry.action, entry.actor) for entry in audit(scene)]
    assert ("invitation.used", person.id) in actions
    assert ("invitation.made", rina.id) in actions


def test_no_code_is_kept(scene, rina):
    (issued,) = make(scene, rina)
    assert issued.code not in repr(issued)
    kept = repr(attrs.asdict(issued.invitation)) + repr(audit(scene))
    assert issued.code not in kept
    assert issued.code.replace("-", "") not in kept


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMIN, Role.FACILITATOR}])
def test_others_neither_invite_nor_see_nor_revoke(scene, rina, role):
    (issued,) = make(scene, rina)
    other = scene.person("other", role)
    keep = scene.platform.keep_invitations()
    acts = [
        lambda: make(scene, other),
        lambda: make(scene, other, "no-such-collection"),
        lambda: keep.list(other, PageRequest()),
        lambda: keep.revoke(other, issued.invitation.id),
        lambda: scene.platform.make_invitations().replacement(other, other.id),
    ]
    assert [code(act) for act in acts] == ["not_permitted"] * len(acts)


def test_a_facilitator_invites_to_their_own_collections_alone(scene, rina):
    assert code(lambda: make(scene, rina, "sat-read")) == "not_permitted"
    assert code(lambda: make(scene, rina, "none")) == "collection_missing"
    assert make(scene, scene.admin, "sat-read")
    assert make(scene, None, "sat-read")[0].invitation.made_by is None


@pytest.mark.parametrize(
    ("order", "refused"),
    [
        ({"count": 0}, "invitation_count_invalid"),
        ({"count": MOST_INVITATIONS + 1}, "invitation_count_invalid"),
        ({"lifetime": timedelta(seconds=59)}, "invitation_lifetime_invalid"),
        ({"name": "n" * 121}, "name_invalid"),
    ],
)
def test_what_cannot_be_made_is_refused(scene, rina, order, refused):
    assert code(lambda: make(scene, rina, **order)) == refused


def test_many_are_made_at_once_and_all_differ(scene, rina):
    issued = make(scene, rina, count=MOST_INVITATIONS)
    assert len({one.code for one in issued}) == len({one.invitation.code_hash for one in issued}) == MOST_INVITATIONS


def test_a_code_is_used_once_and_not_after_its_time_or_when_revoked(scene, rina):
    used, late, revoked = make(scene, rina, count=3)
    accept(scene, used)
    scene.platform.keep_invitations().revoke(rina, revoked.invitation.id)
    assert code(lambda: accept(scene, used, "Another")) == "invitation_used"
    assert code(lambda: accept(scene, revoked)) == "invitation_revoked"
    scene.installation.clock.advance(timedelta(days=30))
    assert code(lambda: accept(scene, late)) == "invitation_expired"
    stranger = attrs.evolve(late, code="00000-00000-00000-00000")
    assert code(lambda: accept(scene, stranger)) == "invitation_missing"
    assert code(lambda: accept(scene, attrs.evolve(late, code="nonsense"))) == "invitation_code_invalid"
    assert len(scene.platform.manage_people().list(None, PageRequest()).items) == 3


@pytest.mark.parametrize(
    ("said", "refused"), [({"name": " "}, "name_invalid"), ({"locale": "Bengali!"}, "language_invalid")]
)
def test_a_refused_name_leaves_the_code_open(scene, rina, said, refused):
    (issued,) = make(scene, rina)
    assert code(lambda: accept(scene, issued, **said)) == refused
    assert accept(scene, issued).contributor.name == "Mina"


def test_a_facilitator_sees_and_revokes_what_they_made_and_an_admin_all(scene, rina):
    keep = scene.platform.keep_invitations()
    mine, open_ = make(scene, rina, count=2)
    (admins,) = make(scene, scene.admin, "sat-read")
    person = accept(scene, mine).contributor
    seen = {one.invitation.id: one for one in keep.list(rina, PageRequest()).items}
    assert seen.keys() == {mine.invitation.id, open_.invitation.id}
    used = seen[mine.invitation.id]
    assert (used.invitation.contributor, used.account_name) == (person.id, "Mina")
    assert seen[open_.invitation.id].account_name is None
    assert len(keep.list(scene.admin, PageRequest()).items) == 3
    assert code(lambda: keep.revoke(rina, admins.invitation.id)) == "invitation_missing"
    assert code(lambda: keep.revoke(rina, an_id(1))) == "invitation_missing"
    assert code(lambda: keep.revoke(rina, mine.invitation.id)) == "invitation_used"
    keep.revoke(scene.admin, open_.invitation.id)
    assert code(lambda: keep.revoke(rina, open_.invitation.id)) == "invitation_revoked"


def replacement(scene, actor, contributor_id):
    return scene.platform.make_invitations().replacement(actor, contributor_id)


def test_a_lost_phone_is_replaced_and_what_it_held_is_worth_nothing(scene, rina):
    first = accept(scene, make(scene, rina)[0])
    issued = replacement(scene, rina, first.contributor.id)
    assert scene.platform.identify()(first.tokens.access.text).id == first.contributor.id
    back = accept(scene, issued, name="whatever")
    assert (back.contributor.id, back.contributor.name) == (first.contributor.id, "Mina")
    assert code(lambda: scene.platform.identify()(first.tokens.access.text)) == "token_invalid"
    refresh = scene.platform.refresh_session()
    assert code(lambda: refresh(first.tokens.refresh, "")) == "refresh_token_invalid"
    assert scene.platform.identify()(back.tokens.access.text).id == first.contributor.id
    assert code(lambda: accept(scene, issued)) == "invitation_used"


def test_a_second_replacement_ends_the_first(scene, rina):
    person = accept(scene, make(scene, rina)[0]).contributor
    lost, new = replacement(scene, rina, person.id), replacement(scene, scene.admin, person.id)
    assert code(lambda: accept(scene, lost)) == "invitation_revoked"
    assert accept(scene, new).contributor.id == person.id


def test_who_was_not_invited_to_a_collection_of_theirs_is_nobody_to_a_facilitator(scene, rina):
    other = accept(scene, make(scene, scene.admin, "sat-read")[0]).contributor
    stranger = scene.person("stranger")
    for contributor_id in (other.id, stranger.id, scene.admin.id, rina.id, an_id(1)):
        assert code(lambda id_=contributor_id: replacement(scene, rina, id_)) == "contributor_missing"
    assert replacement(scene, scene.admin, other.id).invitation.replaces == other.id
    assert code(lambda: replacement(scene, scene.admin, stranger.id)) == "contributor_missing"


@pytest.mark.parametrize(
    "change",
    [
        {"email": "mina@example.org"},
        {"role": Role.REVIEWER},
        {"role": Role.ADMIN},
        {"status": ContributorStatus.DISABLED},
    ],
)
def test_no_code_gives_back_an_account_with_another_way_in_or_more_rights(scene, rina, change):
    person = accept(scene, make(scene, rina)[0]).contributor
    issued = replacement(scene, rina, person.id)
    save(scene, attrs.evolve(account(scene, person.id), **change))
    assert code(lambda: accept(scene, issued)) == "account_not_replaceable"
    assert code(lambda: replacement(scene, rina, person.id)) == "account_not_replaceable"
    assert code(lambda: replacement(scene, None, person.id)) == "account_not_replaceable"


def test_a_facilitator_who_lost_the_collection_replaces_nobody(scene, rina):
    person = accept(scene, make(scene, rina)[0]).contributor
    elsewhere = scene.platform.manage_people().change(scene.admin, rina.id, collections=["sat-read"]).actor
    assert code(lambda: replacement(scene, elsewhere, person.id)) == "contributor_missing"


def test_a_call_with_a_key_makes_its_codes_once(scene, rina):
    key, order = IdempotencyKey("make_invitations", "key", "digest"), InvitationOrder("bn-read", 2)
    make_ = scene.platform.make_invitations()
    issued = make_(rina, order, key)
    assert code(lambda: make_(rina, order, key)) == "invitations_made"
    assert len(scene.platform.keep_invitations().list(rina, PageRequest()).items) == len(issued) == 2


def test_an_acceptance_that_is_repeated_gives_the_account_until_it_is_replaced(scene, rina):
    (issued,) = make(scene, rina)
    key = IdempotencyKey("accept_invitation", "key", "digest")

    def again():
        return scene.platform.accept_invitation()(Acceptance(issued.code, "Mina"), key=key)

    first, second = again(), again()
    assert first.contributor.id == second.contributor.id
    assert code(lambda: scene.platform.identify()(first.tokens.access.text)) == "token_invalid"
    assert scene.platform.identify()(second.tokens.access.text).id == first.contributor.id
    replacement(scene, rina, first.contributor.id)
    assert code(again) == "invitation_used"

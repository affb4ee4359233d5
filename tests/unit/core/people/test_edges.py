"""Limits of accounts, voices and roles, each just inside and just outside; and the words that are stored."""

import pytest

from shrutik_core.people.addresses import normal_email
from shrutik_core.people.consent import ConsentStatus, Purpose
from shrutik_core.people.contributor import (
    CONTRIBUTOR_LIFE,
    ContributorStatus,
)
from shrutik_core.people.names import check_name
from shrutik_core.people.passwords import check_password
from shrutik_core.people.roles import PERMISSIONS, Permission, Role
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing.builders import MORNING, a_consent, a_contributor

WORDS = " ".join(f"word {number}" for number in range(100))
LOCAL, DOMAIN = "a" * 64, ".".join(["b" * 61] * 3) + ".org"


def refused(act):
    with pytest.raises(Invalid) as caught:
        act()
    return caught.value.code, [error.field for error in caught.value.errors]


@pytest.mark.parametrize(
    ("check", "good", "bad", "code", "field"),
    [
        (check_password, WORDS[:8], WORDS[:7], "password_invalid", "password"),
        (check_password, WORDS[:256], WORDS[:257], "password_invalid", "password"),
        (check_name, "x", "", "name_invalid", "name"),
        (check_name, "x" * 120, "x" * 121, "name_invalid", "name"),
        (check_name, "a b", "a\x7fb", "name_invalid", "name"),
        (normal_email, f"{LOCAL}@b.org", f"a{LOCAL}@b.org", "email_invalid", "email"),
        (normal_email, f"{LOCAL}@{DOMAIN}", f"{LOCAL}@b{DOMAIN}", "email_invalid", "email"),
        (normal_email, "a@b.c", "a@b", "email_invalid", "email"),
    ],
)
def test_a_limit_of_an_account_holds_at_its_edge(check, good, bad, code, field):
    assert check(good) == good
    assert refused(lambda: check(bad)) == (code, [field])


def test_half_a_character_is_no_name():
    assert refused(lambda: check_name("a\ud800")) == ("text_invalid", ["name"])


def test_each_role_may_just_this():
    both = {Permission.RECORD, Permission.TRANSCRIBE}
    assert {
        Role.CONTRIBUTOR: both,
        Role.FACILITATOR: both | {Permission.INVITE, Permission.RECORD_FOR_OTHERS},
        Role.REVIEWER: both | {Permission.REVIEW, Permission.USE_WEBHOOKS},
        Role.RESEARCHER: both | {Permission.READ_RELEASES, Permission.MAKE_RELEASES, Permission.USE_WEBHOOKS},
        Role.ADMIN: set(Permission),
    } == PERMISSIONS


def test_what_is_stored_is_called_so():
    assert [one.value for one in Role] == ["contributor", "facilitator", "reviewer", "researcher", "admin"]
    assert [one.value for one in Purpose] == ["record", "publish", "contact"]
    assert [one.value for one in ConsentStatus] == ["given", "withdrawn"]
    assert [one.value for one in ContributorStatus] == ["active", "disabled", "erased"]
    assert [one.value for one in Permission] == [
        "record",
        "transcribe",
        "invite",
        "record_for_others",
        "review",
        "read_releases",
        "make_releases",
        "see_all",
        "manage_collections",
        "manage_people",
        "manage_jobs",
        "read_audit",
        "use_webhooks",
    ]


def test_an_account_is_active_at_first_and_erased_for_good():
    active, disabled, erased = ContributorStatus
    assert CONTRIBUTOR_LIFE.ways == {active: {disabled, erased}, disabled: {active, erased}, erased: set()}
    assert a_contributor().status is active
    with pytest.raises(Conflict) as caught:
        a_contributor(status=erased).become(active)
    assert caught.value.code == "contributor_erased"


def test_a_consent_stands_until_it_is_withdrawn():
    assert a_consent().withdrawn_at is None
    withdrawn = a_consent().withdraw(MORNING)
    assert withdrawn == a_consent(withdrawn_at=MORNING)
    assert (a_consent().status, withdrawn.status) == (ConsentStatus.GIVEN, ConsentStatus.WITHDRAWN)

"""What people are told of consents and withdrawals."""

import pytest

from releases_scene import one_settled
from shrutik_core.collections.consent_draft import ConsentDraft
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.withdrawal import UNDO_TIME
from shrutik_core.shared.pages import PageRequest
from use_cases_scene import SLUG

ALL = PageRequest(100)


@pytest.fixture
def scene():
    """One settled chunk in one release; who spoke it stands in `speaker`."""
    return one_settled()


@pytest.fixture
def speaker(scene):
    with scene.platform.units_of_work()() as uow:
        return uow.contributors.find_by_email("speaker@example.org").actor


def told(scene, person):
    with scene.platform.units_of_work()() as uow:
        return [(one.kind, dict(one.facts)) for one in uow.notices.page(person.id, ALL).items][::-1]


def test_a_withdrawal_is_told_when_it_begins_is_undone_and_is_done(scene, speaker):
    withdraw = scene.platform.withdraw()
    begun = withdraw.purpose(speaker, SLUG, "record").withdrawal
    scene.platform.undo_withdrawal()(speaker, begun.id)
    again = withdraw.purpose(speaker, SLUG, "record").withdrawal
    scene.installation.clock.advance(UNDO_TIME)
    scene.installation.work()
    kinds = [kind for kind, _ in told(scene, speaker)]
    assert kinds == [
        NoticeKind.WITHDRAWAL_BEGUN,
        NoticeKind.WITHDRAWAL_UNDONE,
        NoticeKind.WITHDRAWAL_BEGUN,
        NoticeKind.WITHDRAWAL_DONE,
    ]
    until = f"{again.undo_until:%Y-%m-%d %H:%M}"
    assert told(scene, speaker)[2][1] == {"withdrawal": str(again.id), "undo_until": until}


def test_an_erased_account_is_told_nothing(scene, speaker):
    scene.platform.withdraw().account(speaker)
    assert [kind for kind, _ in told(scene, speaker)] == [NoticeKind.WITHDRAWAL_BEGUN]
    scene.installation.clock.advance(UNDO_TIME)
    scene.installation.work()
    assert told(scene, speaker) == []


def test_whoever_had_agreed_is_told_that_a_new_version_asks_again(scene, speaker):
    stranger = scene.person("stranger")
    scene.platform.publish_consent()(scene.admin, SLUG, ConsentDraft("2", "Other words."))
    assert told(scene, speaker) == [(NoticeKind.CONSENT_ASKED_AGAIN, {"collection": SLUG, "version": "2"})]
    assert told(scene, stranger) == []

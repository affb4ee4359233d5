"""What people are told of consents and withdrawals."""

import pytest

from releases_scene import one_settled, release, take_back_consent
from shrutik_core.collections.consent_draft import ConsentDraft
from shrutik_core.notices.catalogue import Channel
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.withdrawal import UNDO_TIME
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.notices import tell_many
from shrutik_memory.releases import MemoryReleases
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
    scene.installation.work()
    assert told(scene, speaker) == [(NoticeKind.CONSENT_ASKED_AGAIN, {"collection": SLUG, "version": "2"})]
    assert told(scene, stranger) == []


def test_nobody_is_told_twice_of_a_version_however_often_the_job_runs(scene, speaker):
    scene.platform.publish_consent()(scene.admin, SLUG, ConsentDraft("2", "Other words."))
    scene.installation.work()
    with scene.platform.units_of_work()() as uow:
        collection = uow.collections.find_by_slug(SLUG).id
    scene.platform.ask_consent_anew()(collection)
    scene.platform.publish_consent()(scene.admin, SLUG, ConsentDraft("3", "Words again."))
    scene.installation.work()
    assert [facts["version"] for _, facts in told(scene, speaker)] == ["2", "3"]


def test_whose_voice_is_in_a_release_is_told_once_when_it_is_ready(scene, speaker):
    made = release(scene)
    scene.platform.tell_speakers()(made.id)
    facts = {"release": "bn-v1", "release_id": str(made.id)}
    assert told(scene, speaker) == [(NoticeKind.RELEASE_READY, facts)]
    assert told(scene, scene.admin) == []


def test_who_is_to_be_told_is_asked_once_however_many_they_are(scene, monkeypatch):
    asked, made = [], release(scene)
    people = [scene.person(f"person-{number}").id for number in range(5)]
    monkeypatch.setattr(tell_many, "PEOPLE_AT_ONCE", 2)
    monkeypatch.setattr(MemoryReleases, "people", lambda _, *given: asked.append(given) or people)
    scene.platform.tell_speakers()(made.id)
    assert asked == [(made.id,)]
    with scene.platform.units_of_work()() as uow:
        assert [uow.notices.unread(person, 9) for person in people] == [1] * 5


def test_whoever_takes_it_back_before_they_are_told_is_not_told(scene, speaker):
    made = release(scene)
    with scene.platform.units_of_work()() as uow:
        uow.notices.forget_of(speaker.id)
        uow.commit()
    take_back_consent(scene)
    scene.platform.tell_speakers()(made.id)
    assert told(scene, speaker) == []


def test_a_release_that_failed_is_told_to_nobody(scene, speaker):
    take_back_consent(scene)
    made = release(scene)
    scene.platform.tell_speakers()(made.id)
    scene.platform.tell_speakers().give_up(made.id, "x")
    assert told(scene, speaker) == []


def test_a_refused_recording_says_what_to_do(scene, speaker):
    scene.collection("strict", quality={"bandwidth_refuse": 4_400.0})
    scene.platform.give_consent()(speaker, "strict", "1", ["record"])
    scene.upload(speaker, slug="strict")
    scene.installation.work()
    ((kind, facts),) = told(scene, speaker)
    assert kind is NoticeKind.RECORDING_REFUSED
    assert facts["advice"].endswith(".")


def test_whoever_turned_a_kind_off_is_not_told(scene, speaker):
    scene.platform.choose_notices().choose(speaker, {NoticeKind.RELEASE_READY: Channel.OFF})
    release(scene)
    assert told(scene, speaker) == []

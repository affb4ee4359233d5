"""People with many accounts, people who copy, and an honest class: what each of them brings about."""

from datetime import timedelta

import attrs
import pytest

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.people.roles import Role
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import UsedUp
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.flag import FlagKind
from shrutik_core.use_cases.people.register import Registration
from use_cases_scene import PlatformScene, tone_wav

HOME, SCHOOL, CAFE, OFFICE = "203.0.113.7", "198.51.100.9", "192.0.2.4", "192.0.2.5"
DAY = timedelta(days=1)
RIGHT, WRONG = "আমি বাংলায় গান গাই", "তুমি বাংলায় ছবি আঁকো"


@pytest.fixture
def scene():
    scene = PlatformScene()
    scene.collection(consensus={"fewest": 2, "accept_confidence": 0.5})
    return scene


def remote(scene, name, address):
    """Somebody who registers and calls from there."""
    registration = Registration(f"{name}@example.org", "mango lantern river", name, address=address)
    return attrs.evolve(scene.platform.register()(registration).actor, origin=address)


def record(scene, person, pitch=200.0):
    scene.platform.give_consent()(person, "bn-read", "1", ["record", "publish"])
    recording = scene.upload(person, tone_wav(6.0, pitch))
    scene.installation.work()
    return recording


def say(scene, person, text, after=60.0):
    """The person types this for all that they are lent, some seconds after they got it."""
    lent = scene.take(person)
    scene.installation.clock.advance(timedelta(seconds=after))
    for one in lent:
        scene.say(person, one, text)
    scene.installation.work()
    return len(lent)


def states(scene, recording):
    return {chunk.status for chunk in scene.chunks(recording)} - {ChunkStatus.SILENT}


def why(scene):
    reviewer = scene.person("looker", Role.REVIEWER)
    return {
        reason for case in scene.platform.review_queue()(reviewer, PageRequest(50)).items for reason in case.review.why
    }


def settle(scene, text, reviewer):
    for case in scene.platform.review_queue()(reviewer, PageRequest(50)).items:
        scene.platform.decide_review()(reviewer, case.chunk.id, Ruling(ReviewDecision.EDIT, text))
    scene.installation.work()


def flags(scene, **wanted):
    return scene.platform.read_flags()(scene.admin, PageRequest(), **wanted).items


def test_the_accounts_of_one_person_are_not_lent_that_persons_voice(scene):
    first, *others = [remote(scene, f"sybil{number}", HOME) for number in range(3)]
    recording = record(scene, first)
    assert [scene.take(person) for person in (first, *others)] == [()] * 3
    assert states(scene, recording) == {ChunkStatus.OPEN}
    assert scene.take(remote(scene, "stranger", CAFE))


@pytest.mark.parametrize("aged", [timedelta(0), 2 * DAY])
def test_what_lending_cannot_know_settling_finds(scene, aged):
    """So many accounts that lending takes them for a class settle nothing by themselves, however old they are."""
    crowd = [remote(scene, f"sybil{number}", HOME) for number in range(8)]
    scene.installation.clock.advance(aged)
    recording = record(scene, crowd[0])
    assert all(say(scene, person, WRONG) for person in crowd[1:3])
    assert states(scene, recording) == {ChunkStatus.IN_REVIEW}
    assert why(scene) == {"young_accounts", "one_origin"}


def test_a_class_behind_one_address_transcribes_each_other(scene):
    """All thirty are lent each other's voices; what they agree on waits for a reviewer and is proof from then on."""
    pupils = [remote(scene, f"pupil{number}", SCHOOL) for number in range(30)]
    recordings = [record(scene, person, 150.0 + 10 * number) for number, person in enumerate(pupils[:3])]
    assert say(scene, pupils[10], RIGHT)
    assert say(scene, pupils[11], RIGHT)
    assert [states(scene, one) for one in recordings] == [{ChunkStatus.IN_REVIEW}] * 3
    settle(scene, RIGHT, scene.person("teacher", Role.REVIEWER))
    assert [states(scene, one) for one in recordings] == [{ChunkStatus.SETTLED}] * 3


def test_once_clips_speak_for_people_from_two_networks_they_settle_alone(scene):
    speaker, one, other = (remote(scene, *who) for who in (("a", HOME), ("b", CAFE), ("c", OFFICE)))
    learnt = [record(scene, speaker, pitch) for pitch in (150.0, 200.0, 250.0)]
    scene.installation.clock.advance(DAY)
    say(scene, one, RIGHT)
    say(scene, other, RIGHT)
    assert {state for recording in learnt for state in states(scene, recording)} == {ChunkStatus.IN_REVIEW}
    assert why(scene) == {"young_accounts"}
    settle(scene, RIGHT, scene.person("teacher", Role.REVIEWER))
    later = record(scene, speaker, 300.0)
    say(scene, one, RIGHT)
    newcomer = remote(scene, "spammer", "192.0.2.77")
    say(scene, newcomer, WRONG)
    assert states(scene, later) == {ChunkStatus.OPEN}
    say(scene, other, RIGHT)
    assert states(scene, later) == {ChunkStatus.SETTLED}
    assert {chunk.text for chunk in scene.chunks(later) if chunk.text} == {RIGHT}


def test_people_on_the_machine_itself_settle_as_ever(scene):
    recording = record(scene, remote(scene, "a", "127.0.0.1"))
    for name in ("b", "c"):
        say(scene, remote(scene, name, "127.0.0.1"), RIGHT)
    assert states(scene, recording) == {ChunkStatus.SETTLED}


def test_who_copies_is_flagged_once_a_reviewer_tells_what_was_said(scene):
    speaker = remote(scene, "speaker", HOME)
    for number in range(6):
        record(scene, speaker, 150.0 + 20 * number)
    copiers = [remote(scene, f"copier{number}", f"192.0.2.{10 + number}") for number in range(5)]
    for person in copiers:
        say(scene, person, WRONG)
    settle(scene, RIGHT, scene.person("teacher", Role.REVIEWER))
    found = flags(scene, kind=FlagKind.COPIED)
    involved = {one for flag in found for one in (flag.contributor, flag.other)}
    assert len(involved) >= 2
    assert involved <= {person.id for person in copiers}
    assert all(len(flag.evidence) >= 4 and all(one.beside for one in flag.evidence) for flag in found)


def test_honest_people_are_not_flagged(scene):
    speaker = remote(scene, "speaker", HOME)
    for number in range(6):
        record(scene, speaker, 150.0 + 20 * number)
    for name, address in (("b", CAFE), ("c", OFFICE)):
        say(scene, remote(scene, name, address), RIGHT)
    settle(scene, RIGHT, scene.person("teacher", Role.REVIEWER))
    assert flags(scene) == ()


def test_a_text_that_comes_before_its_clip_has_played_is_flagged_and_still_counts(scene):
    recording = record(scene, remote(scene, "speaker", HOME))
    hasty = remote(scene, "hasty", CAFE)
    assert say(scene, hasty, RIGHT, after=0.1)
    (flag,) = flags(scene)
    assert (flag.kind, flag.contributor) == (FlagKind.TOO_FAST, hasty.id)
    assert all(one.took < one.lasts for one in flag.evidence)
    assert {chunk.votes for chunk in scene.chunks(recording) if chunk.status is not ChunkStatus.SILENT} == {1}


def test_an_account_of_which_nothing_is_known_is_lent_few_tasks_a_day(scene):
    person = scene.person("nobody")
    with scene.platform.units_of_work()() as uow:
        account = uow.contributors.find(person.id)
        uow.contributors.save(attrs.evolve(account, email=None))
        uow.commit()
    take = scene.platform.take_tasks()
    few = attrs.evolve(take, first_limits=attrs.evolve(take.first_limits, tasks=2))
    for number in range(3):
        record(scene, remote(scene, f"speaker{number}", f"192.0.2.{20 + number}"), 150.0 + 20 * number)
    assert len(few(person, "bn-read", 20)) == 2
    with pytest.raises(UsedUp) as error:
        few(person, "bn-read", 20)
    assert error.value.code == "daily_tasks_used_up"
    scene.installation.clock.advance(DAY)
    assert few(person, "bn-read", 1)

"""A reviewer decides an open chunk: it settles, its leases end, and what comes later is given back."""

import attrs
import pytest

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.people.roles import Role
from shrutik_core.review.review import ReviewDecision, ReviewStatus, Ruling
from shrutik_core.shared.errors import Conflict, Refused
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.transcription.task import TaskStatus
from use_cases_scene import PlatformScene, tone_wav

EDIT = Ruling(ReviewDecision.EDIT, "আমি গান গাই")


class Cast(PlatformScene):
    """A scene with named people and things in it."""


@pytest.fixture
def scene():
    """One open chunk that wants two votes."""
    made = Cast()
    made.collection(consensus={"fewest": 2, "most": 3, "accept_confidence": 0.0})
    made.mina = made.speaker("mina")
    made.reviewer = made.person("reviewer", Role.REVIEWER)
    (made.open,) = made.chunks(uploaded(made))
    return made


def uploaded(scene):
    recording = scene.upload(scene.mina, tone_wav(3.0))
    scene.installation.work()
    return recording


def decide(scene, ruling=EDIT, person=None, key=None):
    return scene.platform.decide_review()(person or scene.reviewer, scene.open.id, ruling, key)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMIN])
def test_the_word_settles_it(scene, role):
    review = decide(scene, person=scene.person("another", role))
    assert (review.status, review.why, review.queued_at) == (ReviewStatus.DECIDED, ("decided_open",), review.decided_at)
    chunk = scene.chunk(scene.open.id)
    assert (chunk.status, chunk.text, chunk.settled_by) == (ChunkStatus.SETTLED, EDIT.text, Settler.REVIEWER)
    assert chunk.votes_wanted == 0
    assert scene.platform.review_queue()(scene.reviewer, PageRequest()).items == ()


def test_the_best_text_so_far_may_be_accepted(scene):
    one = scene.person("one")
    for lent in scene.take(one):
        scene.say(one, lent, "আমি")
    with pytest.raises(Conflict, match="no text") as error:
        decide(scene, Ruling(ReviewDecision.ACCEPT))
    assert error.value.code == "nothing_to_accept"
    assert scene.chunk(scene.open.id).status is ChunkStatus.OPEN
    scene.installation.work()
    decide(scene, Ruling(ReviewDecision.ACCEPT))
    assert scene.chunk(scene.open.id).text == "আমি"


def test_it_may_be_rejected_and_stays_so(scene):
    one = scene.person("one")
    for lent in scene.take(one):
        scene.say(one, lent, "আমি")
    decide(scene, Ruling(ReviewDecision.REJECT))
    scene.installation.work()
    assert scene.chunk(scene.open.id).status is ChunkStatus.REJECTED
    with pytest.raises(Conflict):
        decide(scene)


def test_leases_end_and_a_later_text_is_given_back(scene):
    one = scene.person("one")
    (lent,) = scene.take(one)
    decide(scene)
    (task,) = scene.platform.keep_tasks().list(one, PageRequest()).items
    assert task.task.status is TaskStatus.CANCELLED
    with pytest.raises(Conflict) as error:
        scene.say(one, lent, "আমি গাই")
    assert (error.value.code, error.value.extra["text"]) == ("chunk_settled", "আমি গাই")
    assert scene.take(scene.person("two")) == ()


def test_work_that_was_due_leaves_the_word_alone(scene):
    one, two = scene.person("one"), scene.person("two")
    for person in (one, two):
        for lent in scene.take(person):
            scene.say(person, lent, "তুমি")
    decide(scene)
    scene.installation.work()
    chunk = scene.chunk(scene.open.id)
    assert (chunk.text, chunk.settled_by) == (EDIT.text, Settler.REVIEWER)


def test_a_speaker_does_not_decide_their_own(scene):
    speaking = scene.person("speaking", Role.REVIEWER)
    scene.platform.give_consent()(speaking, "bn-read", "1", ["record", "publish"])
    recording = scene.upload(speaking, tone_wav(3.0))
    scene.installation.work()
    (scene.open,) = scene.chunks(recording)
    with pytest.raises(Refused) as error:
        decide(scene, person=speaking)
    assert error.value.code == "own_voice"
    with pytest.raises(Refused) as error:
        decide(scene, person=scene.mina)
    assert error.value.code == "not_permitted"


def test_the_second_word_comes_too_late_but_a_repeated_call_does_not(scene):
    key = IdempotencyKey("decide_review", "a", "0" * 64)
    first = decide(scene, key=key)
    assert decide(scene, key=key) == first
    with pytest.raises(Conflict) as error:
        decide(scene, Ruling(ReviewDecision.EDIT, "তুমি"), person=scene.admin)
    assert error.value.code == "not_in_review"
    assert scene.chunk(scene.open.id).text == EDIT.text


def test_silence_is_not_decided(scene):
    with scene.platform.units_of_work()() as uow:
        uow.chunks.save(attrs.evolve(scene.open, status=ChunkStatus.SILENT))
        uow.commit()
    with pytest.raises(Conflict) as error:
        decide(scene)
    assert error.value.code == "not_in_review"

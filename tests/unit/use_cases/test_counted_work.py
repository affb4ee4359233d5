"""What is counted of chunking and consensus: once for each chunk, when it is kept, and not when it is undone."""

import pytest

from shrutik_core.shared.errors import Unavailable
from shrutik_core.testing.contracts.metrics import lines
from use_cases_scene import PlatformScene, tone_wav

CHUNKING = {"maximum": 3.0, "target": 1.5, "preferred_maximum": 2.5, "preferred_minimum": 1.0}
BENGALI = ("language", "bn")


@pytest.fixture
def scene():
    """Five clips of twelve seconds together, each with two texts that say the same, not decided yet."""
    made = PlatformScene()
    made.collection(consensus={"fewest": 2, "accept_confidence": 0.0}, chunking=CHUNKING)
    made.recording = made.upload(made.speaker(), tone_wav(12.0))
    made.installation.work()
    for name in ("one", "two"):
        person = made.person(name)
        for lent in made.take(person):
            made.say(person, lent, "আমি গান গাই")
    return made


def told(scene, name, *labels):
    return lines(scene.platform.metrics()).get((name, frozenset(labels)), 0)


def accepted(scene):
    return told(scene, "shrutik_decisions_total", ("decision", "accept"), BENGALI)


def test_sound_is_counted_that_was_cut(scene):
    assert told(scene, "shrutik_chunked_sound_seconds_total") == pytest.approx(12.0)
    scene.platform.process_recording()(scene.recording.id)
    assert told(scene, "shrutik_chunked_sound_seconds_total") == pytest.approx(12.0)


def test_sound_that_is_refused_is_not(scene):
    before = told(scene, "shrutik_chunked_sound_seconds_total")
    scene.upload(scene.speaker("silent"), tone_wav(12.0, pitch=0.0))
    scene.installation.work()
    assert told(scene, "shrutik_chunked_sound_seconds_total") == before


def test_decisions_are_counted_by_what_was_decided_and_how_much_votes_agreed(scene):
    assert accepted(scene) == 0
    assert scene.platform.decide_due()() == 5
    assert accepted(scene) == told(scene, "shrutik_decision_agreement_ratio_count", BENGALI) == 5
    assert told(scene, "shrutik_decision_agreement_ratio_sum", BENGALI) == 5
    assert told(scene, "shrutik_decided_sound_seconds_total") == pytest.approx(12.0, rel=0.2)


def test_one_vote_agrees_with_nobody(scene):
    clips = [chunk.id for chunk in scene.chunks(scene.recording)]
    scene.platform.decide_due()()
    fresh = scene.upload(scene.speaker("another"), tone_wav(2.0, pitch=300.0))
    scene.installation.work()
    third = scene.person("three")
    (lent,) = [one for one in scene.take(third) if one.chunk.id not in clips]
    scene.say(third, lent, "একটি")
    assert fresh
    assert scene.platform.decide_due()() == 1
    assert told(scene, "shrutik_decisions_total", ("decision", "more_votes"), BENGALI) == 1
    assert told(scene, "shrutik_decision_agreement_ratio_count", BENGALI) == 5


@pytest.mark.parametrize("one_by_one", [True, False])
def test_chunks_that_are_decided_again_are_counted_again(scene, one_by_one):
    scene.platform.decide_due()()
    clips = [chunk.id for chunk in scene.chunks(scene.recording)]
    if one_by_one:
        for clip in clips:
            scene.platform.decide_chunk()(clip)
    else:
        scene.platform.decide_chunks()(clips)
    assert accepted(scene) == 10


def test_what_is_not_kept_is_not_counted(scene):
    decide, units = scene.platform.decide_chunks(), scene.platform.units_of_work()
    clips = [chunk.id for chunk in scene.chunks(scene.recording)]
    with units() as uow:
        assert len(decide.within(uow, clips).made) == 5
    assert accepted(scene) == 0


def test_a_database_that_is_away_leaves_the_counts_alone(scene):
    decide_due = scene.platform.decide_due()

    def away():
        raise Unavailable("database_unavailable", "It does not answer.")

    with pytest.raises(Unavailable):
        type(decide_due)(away, decide_due.clock, decide_due.decide_chunks, decide_due.run_job, decide_due.metrics)()
    assert accepted(scene) == 0

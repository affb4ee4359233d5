"""Re-chunking while others work: whatever comes in between, no text is lost and nothing is mixed."""

import pytest

from rechunk_scene import became, change_rules, clip_keys, kept, rechunk, recorded
from shrutik_core.people.withdrawal import UNDO_TIME
from use_cases_scene import PlatformScene


@pytest.fixture
def scene():
    return PlatformScene()


@pytest.fixture
def recordings(scene):
    return recorded(scene)


class Meanwhile:
    """Work that somebody disturbs: between its end and its keeping."""

    def __init__(self, disturb):
        self.disturb = disturb

    def each(self, work, things):
        for outcome in [work(thing) for thing in things]:
            self.disturb(outcome.order.recording)
            yield outcome


def test_a_text_that_comes_while_it_is_cut_wins(scene, recordings):
    person = scene.person("listener")
    before = kept(scene, recordings)

    def type_all(_):
        for lent in scene.take(person):
            scene.say(person, lent, "আমি গান গাই")

    change_rules(scene)
    assert became(scene, pool=Meanwhile(type_all)) == {"typed": 3}
    assert [[row[0] for row in rows] for _, rows in kept(scene, recordings)] == [
        [row[0] for row in rows] for _, rows in before
    ]


def test_another_run_that_was_quicker_did_the_same(scene, recordings):
    change_rules(scene)
    runs = []

    def run_too(_):
        if not runs:
            runs.append(became(scene))

    assert became(scene, pool=Meanwhile(run_too)) == {"same": 3}
    assert runs == [{"cut": 3}]


def test_rules_that_change_meanwhile_are_not_mixed(scene, recordings):
    before = kept(scene, recordings)
    change_rules(scene)
    assert became(scene, pool=Meanwhile(lambda _: change_rules(scene, {}))) == {"changed": 3}
    assert kept(scene, recordings) == before


def test_of_a_voice_that_is_erased_while_it_is_cut_nothing_stays(scene, recordings):
    change_rules(scene)

    def erase(recording):
        found = scene.platform.read_recordings().get(scene.admin, recording)
        person = scene.platform.manage_people().get(None, found.contributor).actor
        scene.platform.withdraw().recording(person, recording)
        scene.installation.clock.advance(UNDO_TIME)
        scene.installation.work()

    assert became(scene, pool=Meanwhile(erase)) == {"changed": 3}
    for recording in recordings:
        assert not list(scene.platform.blobs().list(f"recordings/{recording.id}/"))


def test_clips_that_another_run_deleted_meanwhile_are_not_counted_on(scene, recordings):
    before = kept(scene, recordings)
    change_rules(scene)

    def delete(recording):
        for entry in tuple(scene.platform.blobs().list(f"recordings/{recording}/chunks/")):
            if entry.key not in old:
                scene.platform.blobs().delete(entry.key)

    old = {key for recording in recordings for key in clip_keys(scene, recording)}
    assert became(scene, pool=Meanwhile(delete)) == {"changed": 3}
    assert kept(scene, recordings) == before
    assert became(scene) == {"cut": 3}


def test_what_a_killed_run_left_goes_too(scene, recordings):
    stray = f"recordings/{recordings[0].id}/chunks/{recordings[0].id}.flac"
    scene.platform.blobs().put(stray, [b"clip"])
    change_rules(scene)
    rechunk(scene)
    assert not scene.platform.blobs().exists(stray)

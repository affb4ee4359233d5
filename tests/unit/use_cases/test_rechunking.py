"""Re-chunking: other clips take the place of those that nobody worked on, and no text is ever lost."""

import pytest

from rechunk_scene import SHORTER, became, change_rules, clip_keys, kept, rechunk, recorded
from shrutik_core.chunking.chunk import peaks_key
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.transcription.task import LEASE, SkipReason
from use_cases_scene import PlatformScene, audit, code


class Watched:
    """The scene's processor, which counts what it is asked."""

    def __init__(self, processor):
        self.processor, self.heard, self.cuts = processor, 0, 0

    def listen(self, source, limits):
        self.heard += 1
        return self.processor.listen(source, limits)

    def cut(self, *given, **options):
        self.cuts += 1
        return self.processor.cut(*given, **options)


@pytest.fixture
def scene():
    return PlatformScene()


@pytest.fixture
def recordings(scene):
    return recorded(scene)


def test_by_the_same_rules_all_stays_as_it_is(scene, recordings):
    before = kept(scene, recordings)
    assert became(scene) == {"same": 3}
    assert kept(scene, recordings) == before
    assert "collection.rechunked" not in [entry.action for entry in audit(scene)]


def test_by_other_rules_there_are_other_clips_and_the_old_are_gone(scene, recordings):
    old = kept(scene, recordings)
    gone = clip_keys(scene, recordings[0])
    change_rules(scene)
    assert became(scene) == {"cut": 3}
    new = kept(scene, recordings)
    for recording, (before, _), (after, rows) in zip(recordings, old, new, strict=True):
        assert before != after
        assert [row[2][0] for row in rows] == [cut.span for cut in after.cuts]
        assert max(len(cut.span) for cut in after.cuts) <= SHORTER["maximum"] * rows[0][2][2]
        found = scene.platform.read_recordings().get(scene.admin, recording.id)
        assert (found.status, found.chunk_count) == (RecordingStatus.CHUNKED, len(rows))
    assert not gone & clip_keys(scene, recordings[0])
    assert [entry.action for entry in audit(scene)].count("collection.rechunked") == 1


def test_the_new_clips_are_those_that_the_rules_would_have_made_at_once(scene, recordings):
    change_rules(scene)
    rechunk(scene)
    fresh = PlatformScene()
    fresh.collection(chunking=SHORTER)
    made = fresh.upload(fresh.speaker(), scene_audio(scene, recordings[0]))
    fresh.installation.work()
    (once,), (again, *_) = kept(fresh, [made]), kept(scene, recordings)
    assert [row[1:] for row in once[1]] == [row[1:] for row in again[1]]
    assert (once[0].digest, once[0].cuts) == (again[0].digest, again[0].cuts)


def scene_audio(scene, recording):
    with scene.platform.blobs().open(recording.audio.key) as stream:
        return stream.read()


def test_a_second_run_decodes_nothing_and_changes_nothing(scene, recordings):
    change_rules(scene)
    watched = Watched(scene.platform.audio_processor())
    rechunk(scene, watched)
    before, entries = kept(scene, recordings), audit(scene)
    assert (watched.heard, watched.cuts) == (3, 3)
    assert became(scene, processor=watched) == {"same": 3}
    assert (watched.heard, watched.cuts) == (3, 3)
    assert (kept(scene, recordings), audit(scene)) == (before, entries)


def test_a_dry_run_changes_no_clip_and_says_what_would(scene, recordings):
    before = kept(scene, recordings)
    change_rules(scene)
    watched = Watched(scene.platform.audio_processor())
    assert became(scene, processor=watched, writes=False) == {"cut": 3}
    assert (kept(scene, recordings), watched.cuts) == (before, 0)
    assert "collection.rechunked" not in [entry.action for entry in audit(scene)]
    assert became(scene, processor=watched) == {"cut": 3}
    assert (watched.heard, watched.cuts) == (3, 3)


def test_back_to_the_former_rules_the_former_clips_are_written_again(scene, recordings):
    before = kept(scene, recordings)
    change_rules(scene)
    rechunk(scene)
    change_rules(scene, {})
    assert became(scene) == {"cut": 3}
    assert kept(scene, recordings) == before
    change_rules(scene)
    assert became(scene) == {"cut": 3}
    assert became(scene) == {"same": 3}


def test_whatever_somebody_typed_stays_with_all_clips_of_its_recording(scene, recordings):
    person = scene.person("listener")
    typed, *others = scene.take(person)
    scene.say(person, typed, "আমি গান গাই")
    for lent in others:
        scene.platform.keep_tasks().skip(person, lent.task.id, SkipReason.CUT_OFF)
    of_it = [one for one in recordings if one.id == typed.chunk.recording]
    before = kept(scene, of_it)
    change_rules(scene)
    assert became(scene) == {"typed": 1, "cut": 2}
    assert kept(scene, of_it) == before


@pytest.mark.parametrize("late", [False, True])
def test_a_clip_that_is_lent_stays_as_its_text_may_come_late_too(scene, recordings, late):
    person = scene.person("listener")
    (lent,) = scene.take(person, 1)
    if late:
        scene.installation.clock.advance(LEASE * 2)
        scene.platform.clean_up()()
    change_rules(scene)
    assert became(scene) == {"lent": 1, "cut": 2}
    scene.say(person, lent, "আমি গান গাই")
    assert became(scene) == {"typed": 1, "same": 2}


def test_skips_are_no_hindrance_and_who_skipped_may_hear_the_new_clips(scene, recordings):
    person = scene.person("listener")
    for lent in scene.take(person):
        scene.platform.keep_tasks().skip(person, lent.task.id, SkipReason.CUT_OFF)
    change_rules(scene)
    assert became(scene) == {"cut": 3}
    assert scene.take(person, 1)


def test_outlines_go_with_their_clips(scene, recordings):
    chunk = scene.chunks(recordings[0])[0]
    scene.platform.blobs().put(peaks_key(chunk), [b"outline"])
    change_rules(scene)
    rechunk(scene)
    assert not scene.platform.blobs().exists(peaks_key(chunk))


def test_what_cannot_be_decoded_any_more_is_told_and_stays(scene, recordings):
    broken, *others = recordings
    before = kept(scene, [broken])
    scene.platform.blobs().put(broken.audio.key, [b"no sound"])
    change_rules(scene)
    report = rechunk(scene)
    assert {one.value: count for one, count in report.became.items()} == {"failed": 1, "cut": len(others)}
    (failed,) = report.failed
    assert (failed.recording, failed.code) == (broken.id, "unsupported_media")
    assert kept(scene, [broken]) == before


def test_progress_is_told_recording_by_recording(scene, recordings):
    change_rules(scene)
    told = []
    rechunk(scene, on_progress=told.append)
    assert [(one.done, one.total) for one in told] == [(number, len(recordings)) for number in (1, 2, 3)]


def test_it_is_of_a_collection_that_there_is(scene):
    assert code(lambda: rechunk(scene)) == "collection_missing"

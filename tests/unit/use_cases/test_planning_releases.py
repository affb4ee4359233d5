"""A release is planned before it is written: who is where, and which clip lies where, version after version."""

import hashlib
from collections import Counter

from planned_releases import SALT, PlannedReleases
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.selection import Range
from shrutik_core.releases.splits.ledger_lines import read_ledger
from shrutik_core.testing.builders import a_chunk, a_selection, a_speaker
from shrutik_core.use_cases.releases.text_blobs import lines_in


def clips(shards, *, blank=False):
    return [one.planned.clip for shard in shards for one in shard.clips if one.planned.blank is blank]


def ledger(scene, release):
    return read_ledger(lines_in(scene.blobs, f"releases/{release.id}/splits.jsonl"))


def test_every_clip_has_one_place_and_every_speaker_one_split():
    scene = PlannedReleases()
    release, plan = scene.plan()
    shards = scene.planned(release)
    names = Pseudonyms(release.name, SALT)
    expected = {names.clip(a_chunk(speaker * 100 + index).id) for speaker in range(1, 41) for index in range(3)}
    assert Counter(clips(shards)) == Counter(expected)
    assert (plan.clips, plan.shards) == (120, len(shards))
    assert {shard.shard.split for shard in shards} == {"train", "dev", "test"}
    placed = ledger(scene, release)
    assert set(placed.places) == {names.speaker(a_speaker(number).id) for number in range(1, 41)}
    assert plan.few_speakers == frozenset()


def test_few_speakers_are_one_split_and_their_recordings_have_no_day():
    scene = PlannedReleases(speakers=5)
    release, plan = scene.plan()
    assert {shard.shard.split for shard in scene.planned(release)} == {"all"}
    assert plan.few_speakers == {"bn-read-1"}
    (written,) = scene.write(release, plan)
    assert {len(read_line(line).recorded_on) for line in scene.lines(written)} == {len("2026-01")}


def test_a_plan_is_made_once():
    scene = PlannedReleases()
    release, plan = scene.plan()
    shards = scene.planned(release)
    scene.say(7, 2, first=50)
    assert scene.plan() == (release, plan)
    assert scene.planned(release) == shards


def test_a_plan_of_what_was_withdrawn_meanwhile_is_made_anew():
    scene = PlannedReleases()
    release, plan = scene.plan()
    scene.withdraw(7)
    _, again = scene.plan()
    assert again.clips == plan.clips - 3
    assert clips(scene.planned(release), blank=True) == []


def test_in_the_next_version_nobody_moves_and_what_was_withdrawn_is_blank():
    scene = PlannedReleases()
    first, _ = scene.plan()
    before = scene.planned(first)
    scene.leave(first)
    scene.withdraw(7)
    scene.say(8, 2, first=50)
    second, plan = scene.plan(2)
    after = scene.planned(second)
    places = ledger(scene, first).places
    assert {speaker: ledger(scene, second).places[speaker] for speaker in places} == places
    assert [[one.planned.clip for one in shard.clips] for shard in after[: len(before)]] == [
        [one.planned.clip for one in shard.clips] for shard in before
    ]
    names = Pseudonyms(first.name, SALT)
    assert set(clips(after, blank=True)) == {names.clip(a_chunk(700 + index).id) for index in range(3)}
    new = [one for shard in after[len(before) :] for one in shard.clips]
    assert {one.planned.clip for one in new} == {names.clip(a_chunk(850 + index).id) for index in range(2)}
    assert {one.first_version for one in new} == {2}
    assert {one.first_version for shard in after[: len(before)] for one in shard.clips} == {1}
    assert plan.clips == 119


def test_no_selection_narrows_a_frozen_test_and_what_comes_to_it_is_marked():
    scene = PlannedReleases()
    first, _ = scene.plan()
    test = {one.planned.clip for shard in scene.planned(first) if shard.shard.split == "test" for one in shard.clips}
    assert set(ledger(scene, first).frozen.clips) == test
    scene.leave(first)
    names = Pseudonyms(first.name, SALT)
    tester = next(n for n in range(1, 41) if ledger(scene, first).places[names.speaker(a_speaker(n).id)] == "test")
    scene.say(tester, 1, first=49)
    added = names.clip(a_chunk(tester * 100 + 49).id)
    second, plan = scene.plan(2, selection=a_selection(seconds=Range(low=1.45)))
    held = {one.planned.clip for shard in scene.planned(second) if shard.shard.split == "test" for one in shard.clips}
    assert held == {*test, added}
    assert plan.added_to_test == {added}
    lines = [read_line(line) for written in scene.write(second, plan) for line in scene.lines(written)]
    assert {line.clip for line in lines if ClipFlag.ADDED_TO_TEST in line.flags} == {added}


def test_shards_and_manifests_are_the_same_whoever_writes_them_and_when():
    one, other = PlannedReleases(), PlannedReleases()
    written = [scene.write(*scene.plan()) for scene in (one, other)]
    assert written[0] == written[1] == one.write(*one.plan())
    for shard, indexed in zip(written[0], one.planned(one.plan()[0]), strict=True):
        lines = [read_line(line) for line in one.lines(shard)]
        assert [line.clip for line in lines] == [clip.planned.clip for clip in indexed.clips]
        for line in lines:
            with one.blobs.open(shard.archive.file.key, line.offset_bytes, line.size_bytes) as stream:
                assert stream.read(4) == b"fLaC"


def test_of_a_withdrawn_clip_a_later_manifest_says_where_its_silence_lies_and_nothing_else():
    scene = PlannedReleases()
    scene.leave(scene.plan()[0])
    scene.withdraw(7)
    second, plan = scene.plan(2)
    gone = []
    for shard in scene.write(second, plan):
        for line in map(read_line, scene.lines(shard)):
            if line.withdrawn:
                with scene.blobs.open(shard.archive.file.key, line.offset_bytes, line.size_bytes) as stream:
                    assert hashlib.sha256(stream.read()).hexdigest() == line.sha256
                gone.append(line)
    names = Pseudonyms(second.name, SALT)
    assert {line.clip for line in gone} == {names.clip(a_chunk(700 + index).id) for index in range(3)}
    assert all(line == line.without_voice() and not line.speaker and not line.recording for line in gone)
    assert {line.first_release for line in gone} == {"bn-read-v1"}


def test_a_later_manifest_says_which_version_had_a_clip_first():
    scene = PlannedReleases()
    scene.leave(scene.plan()[0])
    scene.say(8, 2, first=50)
    second, plan = scene.plan(2)
    lines = [read_line(line) for written in scene.write(second, plan) for line in scene.lines(written)]
    assert Counter(line.first_release for line in lines) == {"bn-read-v1": 120, "bn-read-v2": 2}
    assert {line.release for line in lines} == {"bn-read-v2"}
    assert lines[0].text.startswith("কথা")

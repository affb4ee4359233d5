"""Withdrawn clips leave a copy in every format, whatever breaks in between, and the copy still leads to its root."""

import gzip
import io
import json
import shutil
import tarfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import soundfile

from sealed_folders import SealedFolders
from shrutik_bootstrap.copies import apply_withdrawals, verify_copy
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_datasets.copies import durable_files
from withdrawn_copies import KEY, feed_of, lines, whole


def test_a_cleaned_copy_verifies_against_its_root_and_the_feed(small, copy, tmp_path):
    gone = [small[0].clip_of(101), small[0].clip_of(200)]
    feed = feed_of(tmp_path, gone)
    before = verify_copy(copy, key=KEY, feed=feed)
    assert {fault.clip for fault in before.faults} == set(gone)
    applied = apply_withdrawals(copy, feed, KEY)
    assert (applied.clips, applied.new) == (2, 2)
    report = verify_copy(copy, key=KEY, feed=feed)
    assert report.sound, report.faults
    assert {"the root", "the signature", "the withdrawal feed"} <= set(report.checked)
    assert report.unchecked == ()
    assert verify_copy(copy, key=KEY, feed=feed, fast=True).sound


def test_nothing_of_a_clip_is_left_in_any_format(small, copy, tmp_path):
    clip = small[0].clip_of(101)
    line = lines(copy)[clip]
    sound = soundfile.read(_member(copy, line), dtype="int16")[0]
    assert sound.any()
    raw = _member(copy, line).getvalue()[100:300]
    apply_withdrawals(copy, feed_of(tmp_path, [clip]), KEY)
    silence = soundfile.read(_member(copy, line), dtype="int16")[0]
    assert len(silence) == len(sound)
    assert not silence.any()
    for name, data in whole(copy).items():
        told = gzip.decompress(data) if name.endswith(".gz") else data
        assert raw not in told
        if "kaldi" in name:
            assert clip.encode() not in told
        for row in told.split(b"\n") if name.startswith("views/") and not name.endswith(".parquet") else ():
            assert clip.encode() not in row or line.text.encode() not in row
    rows = pq.read_table(copy / "views/parquet/all.parquet").to_pylist()
    assert [row["text"] for row in rows if row["clip"] == clip] == [None]
    told = [json.loads(row) for row in (copy / "views/jsonl/all.jsonl").read_text("utf-8").splitlines()]
    assert [(row["text"], row["withdrawn"]) for row in told if row["clip"] == clip] == [(None, True)]
    assert sum(row["withdrawn"] for row in told) == 1


def _member(folder, line):
    with (folder / f"shards/{line.shard}.tar").open("rb") as file:
        file.seek(line.offset_bytes)
        return io.BytesIO(file.read(line.size_bytes))


def test_a_shard_stays_an_archive_of_the_same_members(small, copy, tmp_path):
    def members():
        with tarfile.open(copy / "shards/all-00000.tar") as archive:
            return [(one.name, one.offset_data, one.size) for one in archive]

    before = members()
    apply_withdrawals(copy, feed_of(tmp_path, [small[0].clip_of(101)]), KEY)
    assert members() == before


def test_every_format_keeps_what_was_not_withdrawn(small, copy, tmp_path):
    before = lines(copy)
    clip = small[0].clip_of(101)
    apply_withdrawals(copy, feed_of(tmp_path, [clip]), KEY)
    after = lines(copy)
    assert {name for name in before if after[name] != before[name]} == {clip}
    assert after[clip].withdrawn
    assert after[clip].speaker == ""
    assert (after[clip].offset_bytes, after[clip].size_bytes) == (before[clip].offset_bytes, before[clip].size_bytes)


def test_a_second_feed_goes_on_from_the_first(small, copy, tmp_path):
    first, second = small[0].clip_of(101), small[0].clip_of(200)
    apply_withdrawals(copy, feed_of(tmp_path, [first]), KEY)
    later = feed_of(tmp_path, [first, second], name="later.jsonl", version=2)
    assert apply_withdrawals(copy, later, KEY).new == 1
    assert verify_copy(copy, key=KEY, feed=later).sound
    once = whole(copy)
    assert apply_withdrawals(copy, later, KEY).new == 0
    assert whole(copy) == once


def test_the_way_there_does_not_show(small, copy, tmp_path):
    """One clip after the other leaves what both at once leave."""
    clips = [small[0].clip_of(101), small[0].clip_of(200)]
    later = feed_of(tmp_path, clips, name="later.jsonl", version=2)
    apply_withdrawals(copy, feed_of(tmp_path, clips[:1]), KEY)
    apply_withdrawals(copy, later, KEY)
    step_by_step = whole(copy)
    for name, data in whole(small[1]).items():
        (copy / name).write_bytes(data)
    (copy / "withdrawn.jsonl").unlink()
    apply_withdrawals(copy, later, KEY)
    assert whole(copy) == step_by_step


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("half", [False, True])
def test_killed_anywhere_and_repeated_it_ends_the_same(small, tmp_path, copy, monkeypatch, half):
    feed = feed_of(tmp_path, [small[0].clip_of(101), small[0].clip_of(200)])
    released = whole(copy)
    apply_withdrawals(copy, feed, KEY)
    wanted = whole(copy)
    steps = {name: getattr(durable_files, name) for name in ("write_whole", "move", "_write_at")}
    kills = 0
    for number in range(1_000):
        _restore(copy, released)
        left = [number]

        def step(real, *arguments, left=left):
            left[0] -= 1
            if left[0] == -1:
                if half and real is steps["_write_at"]:
                    opened, offset, data = arguments
                    real(opened, offset, data[: len(data) // 2])
                raise Killed
            real(*arguments)

        with monkeypatch.context() as patch:
            for name, real in steps.items():
                patch.setattr(durable_files, name, lambda *arguments, real=real, step=step: step(real, *arguments))
            try:
                apply_withdrawals(copy, feed, KEY)
                break
            except Killed:
                kills += 1
        if whole(copy).keys() - released.keys():
            assert not verify_copy(copy, key=KEY, feed=feed).sound or whole(copy) == wanted
        apply_withdrawals(copy, feed, KEY)
        assert whole(copy) == wanted
    assert kills > 5


def _restore(copy, released):
    for path in copy.rglob("*"):
        if path.is_file() and path.relative_to(copy).as_posix() not in released:
            path.unlink()
    for name, data in released.items():
        (copy / name).write_bytes(data)


def test_rows_that_the_head_does_not_know_yet_wait(small, copy, tmp_path):
    feed = feed_of(tmp_path, [small[0].clip_of(101)])
    with Path(feed).open("a", encoding="utf-8") as file:
        file.write("what comes later\n")
    assert apply_withdrawals(copy, feed, KEY).clips == 1


def test_clips_of_other_versions_stay(small, copy, tmp_path):
    feed = feed_of(tmp_path, [small[0].clip_of(101)], versions=(2, 3))
    assert apply_withdrawals(copy, feed, KEY).clips == 0
    assert verify_copy(copy, key=KEY, feed=feed).sound


def test_a_clip_that_may_be_used_again_stays_blank_where_it_is(small, copy, tmp_path):
    clip = small[0].clip_of(101)
    apply_withdrawals(copy, feed_of(tmp_path, [clip]), KEY)
    undone = feed_of(tmp_path, [clip, clip], name="undone.jsonl", version=2, reasons={1: WithdrawalReason.UNDONE})
    assert apply_withdrawals(copy, undone, KEY).clips == 1
    assert verify_copy(copy, key=KEY, feed=undone).sound


@pytest.fixture(scope="module")
def sounding(tmp_path_factory):
    """A release that holds its sound a second time, in Parquet and as files."""
    scene, folder = SealedFolders(3, 2), tmp_path_factory.mktemp("sounding") / "bn-read-v1"
    scene.lay_out(folder, views=("jsonl", "huggingface with sound", "audiofolder with sound"))
    return scene, folder


def test_sound_leaves_parquet_and_folders_of_files_too(sounding, tmp_path):
    scene, folder = sounding
    copy, gone = shutil.copytree(folder, tmp_path / "copy"), scene.clip_of(101)
    assert verify_copy(copy, key=KEY).sound
    sound = copy / f"views/audiofolder/all/{gone}.flac"
    middle = sound.read_bytes()[100:300]
    assert sum(middle in data for data in whole(copy).values()) == 3
    feed = feed_of(tmp_path, [gone])
    apply_withdrawals(copy, feed, KEY)
    assert not any(middle in data for data in whole(copy).values())
    assert not sound.exists()
    rows = pq.read_table(copy / "views/huggingface/data").to_pylist()
    assert len(rows) == 5
    assert gone not in {row["clip"] for row in rows}
    assert all(len(soundfile.read(io.BytesIO(row["audio"]["bytes"]))[0]) == row["num_samples"] for row in rows)
    told = (copy / "views/audiofolder/all/metadata.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(row)["file_name"] for row in told} == {
        path.name for path in (copy / "views/audiofolder/all").glob("*.flac")
    }
    report = verify_copy(copy, key=KEY, feed=feed)
    assert report.sound, report.faults
    sound.write_bytes(b"back")
    assert [fault.path for fault in verify_copy(copy, key=KEY, feed=feed).faults] == [
        sound.relative_to(copy).as_posix()
    ]


def test_a_sound_that_nobody_withdrew_is_missed(sounding, tmp_path):
    copy = shutil.copytree(sounding[1], tmp_path / "copy")
    apply_withdrawals(copy, feed_of(tmp_path, [sounding[0].clip_of(101)]), KEY)
    other = copy / f"views/audiofolder/all/{sounding[0].clip_of(200)}.flac"
    other.unlink()
    assert [fault.path for fault in verify_copy(copy, key=KEY).faults] == [other.relative_to(copy).as_posix()]

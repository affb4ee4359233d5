"""A release is read clip by clip with its sound as arrays, from a folder and from an address alike."""

import io
import shutil
from datetime import UTC, datetime

import numpy as np
import pytest
import soundfile

from ranged_server import ranged
from sealed_folders import SIGNER, write_feed_file
from shrutik_bootstrap.copies import apply_withdrawals, verify_copy
from shrutik_core.shared.errors import Invalid, Missing, Unavailable
from shrutik_datasets.opening import open_release
from shrutik_datasets.release_source import AddressSource


def read(where, **options):
    return [(clip.line, clip.samples.tobytes(), clip.rate) for clip in open_release(where, **options)]


def test_clips_have_the_samples_that_stand_in_the_shard(parted):
    folder = parted[1]
    for split in ("train", "dev", "test"):
        clips = list(open_release(folder, split))
        assert clips
        for clip in clips:
            with (folder / f"shards/{clip.line.shard}.tar").open("rb") as file:
                file.seek(clip.line.offset_bytes)
                wanted, rate = soundfile.read(io.BytesIO(file.read(clip.line.size_bytes)), dtype="float32")
            assert (clip.samples == wanted).all()
            assert clip.samples.shape == (clip.line.num_samples,)
            assert (clip.rate, clip.samples.dtype) == (rate, np.float32)
            assert (clip.text, clip.line.split) == (clip.line.text, split)


def test_every_split_is_read_unless_one_is_asked_for(parted):
    whole = open_release(parted[1])
    assert len(list(whole)) == len(list(whole)) == 40
    assert len(list(whole.lines())) == 40
    with pytest.raises(Invalid, match="dev, test, train"):
        list(open_release(parted[1], "all"))


@pytest.mark.parametrize("kind", ["float32", "float64", "int16", "int32"])
def test_samples_come_as_they_are_asked_for(small, kind):
    assert {str(clip.samples.dtype) for clip in open_release(small[1], dtype=kind)} == {kind}
    with pytest.raises(Invalid):
        open_release(small[1], dtype="uint8")


def test_an_address_gives_what_the_folder_gives(parted):
    with ranged(parted[1]) as (address, asked):
        assert read(address, split="train") == read(parted[1], split="train")
        assert read(f"{address}/") == read(parted[1])
        shards = [path for path, part, _ in asked if path.startswith("/shards/")]
        assert len(shards) == 4
        assert all(part for path, part, _ in asked if path.startswith("/shards/"))


def test_large_shards_are_asked_for_in_parts(parted):
    release = open_release(parted[1], "train")
    with ranged(parted[1]) as (address, asked):
        release.source = AddressSource(address, {"Authorization": "Bearer x"}, window_bytes=8_000)
        assert len(list(release)) == len(list(open_release(parted[1], "train")))
        parts = [one for one in asked if one[1]]
        assert len(parts) > 3
        assert {one[2] for one in parts} == {"Bearer x"}


def test_one_clip_is_read_by_one_request(parted):
    with ranged(parted[1]) as (address, asked):
        release = open_release(address, "dev")
        line = list(release.lines())[1]
        asked.clear()
        clip = release.read(line)
        assert len(clip.samples) == line.num_samples
        (one,) = asked
        assert one[1] == f"bytes={line.offset_bytes}-{line.offset_bytes + line.size_bytes - 1}"


def test_an_address_that_cannot_is_told(parted):
    with ranged(parted[1], ranges=False) as (address, _):
        with pytest.raises(Invalid, match="as a whole"):
            list(open_release(address))
        with pytest.raises(Missing):
            list(open_release(f"{address}/nowhere"))
        with pytest.raises(Unavailable):
            list(open_release(f"{address}/broken"))
    with pytest.raises(Unavailable):
        list(open_release(address))
    with pytest.raises(Missing):
        list(open_release(parted[1] / "nowhere"))


def test_blank_clips_are_passed_over_and_counted(small, copy, tmp_path):
    gone = small[0].clip_of(101)
    feed = write_feed_file(tmp_path / "feed.jsonl", [gone], now=datetime.now(UTC))
    apply_withdrawals(copy, str(feed), SIGNER.key.text)
    release = open_release(copy)
    assert gone not in {clip.line.clip for clip in release}
    assert release.blank == 1
    assert len(list(release)) == 5
    assert release.blank == 1


def test_a_feed_comes_by_address_too(small, copy, tmp_path):
    shutil.copytree(small[1], tmp_path / "served")
    write_feed_file(tmp_path / "served/feed", [small[0].clip_of(101)], now=datetime.now(UTC))
    with ranged(tmp_path / "served") as (address, _):
        assert apply_withdrawals(copy, f"{address}/feed", SIGNER.key.text).new == 1
        assert verify_copy(copy, key=SIGNER.key.text, feed=f"{address}/feed").sound


def test_what_does_not_decode_names_the_clip(small, copy):
    line = next(iter(open_release(copy).lines()))
    path = copy / f"shards/{line.shard}.tar"
    data = bytearray(path.read_bytes())
    data[line.offset_bytes : line.offset_bytes + 4] = b"none"
    path.write_bytes(data)
    with pytest.raises(Invalid, match=line.clip):
        list(open_release(copy))
    path.write_bytes(data[: line.offset_bytes + 4])
    with pytest.raises(Invalid, match=line.clip):
        list(open_release(copy))

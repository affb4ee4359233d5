"""Withdrawals that are refused, and changes to a copy that no withdrawal excuses."""

from datetime import timedelta

import pytest

from sealed_folders import signer
from shrutik_bootstrap.copies import apply_withdrawals, verify_copy
from shrutik_core.shared.errors import Conflict, Invalid, Missing
from shrutik_datasets.copies import durable_files
from withdrawn_copies import KEY, NOW, feed_of, lines, whole


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"now": NOW - timedelta(days=31)}, "feed_expired"),
        ({"by": signer(9)}, "signature_unknown"),
        ({"series": "other"}, "feed_strange"),
    ],
)
def test_a_feed_that_is_not_to_be_believed_changes_nothing(small, copy, tmp_path, options, code):
    before = whole(copy)
    feed = feed_of(tmp_path, [small[0].clip_of(101)], **options)
    with pytest.raises(Invalid) as raised:
        apply_withdrawals(copy, feed, KEY)
    assert raised.value.code == code
    assert whole(copy) == before
    assert [fault.path for fault in verify_copy(copy, key=KEY, feed=feed).faults] == [feed]


def test_a_feed_that_goes_back_is_refused(small, copy, tmp_path):
    first, second = small[0].clip_of(101), small[0].clip_of(200)
    apply_withdrawals(copy, feed_of(tmp_path, [first, second], version=2), KEY)
    before = whole(copy)
    with pytest.raises(Invalid) as raised:
        apply_withdrawals(copy, feed_of(tmp_path, [first], name="old.jsonl", version=1), KEY)
    assert raised.value.code == "feed_older"
    assert whole(copy) == before


def test_a_damaged_copy_is_left_alone(small, copy, tmp_path):
    clip = small[0].clip_of(101)
    line = lines(copy)[clip]
    path = copy / f"shards/{line.shard}.tar"
    data = bytearray(path.read_bytes())
    data[line.offset_bytes + 60] ^= 1
    path.write_bytes(data)
    before = whole(copy)
    with pytest.raises(Invalid) as raised:
        apply_withdrawals(copy, feed_of(tmp_path, [clip]), KEY)
    assert raised.value.code == "copy_damaged"
    assert whole(copy) == before


def test_what_nobody_withdrew_cannot_be_blanked(small, copy, tmp_path):
    clip = small[0].clip_of(101)
    apply_withdrawals(copy, feed_of(tmp_path, [clip]), KEY)
    none = feed_of(tmp_path, [small[0].clip_of(200)], name="other.jsonl", version=3)
    assert not verify_copy(copy, key=KEY, feed=none).sound


@pytest.mark.parametrize("name", ["README.md", "views/csv/metadata.csv", "manifest/all-00000.jsonl.zst"])
def test_withdrawn_clips_excuse_no_other_change(small, copy, tmp_path, name):
    feed = feed_of(tmp_path, [small[0].clip_of(101)])
    apply_withdrawals(copy, feed, KEY)
    (copy / name).write_bytes((small[1] / name).read_bytes() + b"x")
    assert name in {fault.path for fault in verify_copy(copy, key=KEY, feed=feed).faults}


def test_a_file_is_not_excused_by_being_listed_as_written_anew(small, copy, tmp_path):
    feed = feed_of(tmp_path, [small[0].clip_of(101)])
    apply_withdrawals(copy, feed, KEY)
    with (copy / "withdrawn.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"file":"README.md","leaf":"' + "ab" * 32 + '"}\n')
    (copy / "README.md").write_text("else", "utf-8")
    assert "README.md" in {fault.path for fault in verify_copy(copy, key=KEY, feed=feed).faults}


def test_two_do_not_change_a_copy_at_once(small, copy, tmp_path):
    feed = feed_of(tmp_path, [small[0].clip_of(101)])
    with durable_files.alone(copy), pytest.raises(Conflict) as raised:
        apply_withdrawals(copy, feed, KEY)
    assert raised.value.code == "copy_busy"
    assert apply_withdrawals(copy, feed, KEY).new == 1


def test_a_folder_that_is_none_is_told(tmp_path):
    with pytest.raises(Missing):
        apply_withdrawals(tmp_path / "nowhere", feed_of(tmp_path, []), KEY)

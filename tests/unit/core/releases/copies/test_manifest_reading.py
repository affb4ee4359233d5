"""A manifest from a stranger: whatever its lines say, reading them ends, and what cannot be is named."""

import json

from hypothesis import given
from hypothesis import strategies as st

from manifest_clips import CLIP, a_clip
from shrutik_core.releases.copies.manifest_reading import ManifestReading
from shrutik_core.releases.copies.tally import CopyTally
from shrutik_core.releases.manifest.json_lines import KEYS, read_line, write_line

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
AS_TEXT = json.loads(write_line(CLIP))


def reading(texts):
    found, tally = ManifestReading("manifest/train-00000.jsonl.zst", "train-00000", "bn-read-v2"), CopyTally(True)
    for line in found.lines(texts):
        tally.add(line, found.path)
    return found


def test_a_line_that_is_right_has_no_fault():
    found = reading([write_line(CLIP).encode()])
    assert (found.faults, found.whole) == ([], True)


@given(st.sampled_from([key for key in KEYS if key != "withdrawn"]), values)
def test_no_value_breaks_the_reading(key, value):
    found = reading([json.dumps(AS_TEXT | {key: value}).encode()])
    assert found.whole or found.faults


@given(st.sampled_from(KEYS), values)
def test_another_type_is_named_by_its_key(key, value):
    found = reading([json.dumps(AS_TEXT | {key: value}).encode()])
    if found.whole:
        assert type(value) is type(AS_TEXT[key]) or value is None or isinstance(value, int)
    else:
        assert f"`$.{key}" in found.faults[0].what or "out of range" in found.faults[0].what


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reading(text):
    found = reading([text])
    assert not found.whole
    assert len(found.faults) == 1


def test_json_without_end_breaks_nothing():
    assert len(reading([b"[" * 100_000]).faults) == 1


def test_a_line_of_another_place_is_named():
    for change in ({"offset_bytes": 513}, {"shard": "train-00001"}, {"split": "dev"}, {"release": "x-v1"}):
        assert reading([write_line(a_clip(**change)).encode()]).faults
    first, second = write_line(a_clip()).encode(), write_line(a_clip(clip="0" * 32)).encode()
    assert any("out of order" in fault.what for fault in reading([first, second]).faults)
    gone = read_line(write_line(a_clip(withdrawn=True)))
    assert any("still says something" in fault.what for fault in reading([write_line(gone).encode()]).faults)

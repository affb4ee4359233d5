"""``stats.json``: back without a loss, and as its schema says."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from manifest_clips import CLIP, clips
from shrutik_core.releases.stats.release_count import count
from shrutik_core.releases.stats.stats_json import read_stats, write_stats
from shrutik_core.releases.stats.stats_schema import stats_schema
from shrutik_core.shared.errors import Invalid

SCHEMA = json.loads(stats_schema())
STATS = write_stats(count([CLIP]).stats())


@settings(max_examples=30)
@given(st.lists(clips() | clips(withdrawn=True), min_size=1, max_size=6))
def test_statistics_are_read_as_they_were_written_and_keep_to_their_schema(lines):
    stats = count(lines).stats()
    text = write_stats(stats)
    assert read_stats(text) == read_stats(text.encode()) == stats
    Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_the_schema_is_one_and_tells_what_each_field_is():
    Draft202012Validator.check_schema(SCHEMA)
    for kind in (SCHEMA, *SCHEMA["$defs"].values()):
        assert all("description" in field for name, field in kind["properties"].items() if name != "format"), kind


@pytest.mark.parametrize(
    "change",
    [
        {"format": "shrutik-stats/2"},
        {"more": 1},
        {"total": {"clips": 1}},
        {"total": {**json.loads(STATS)["total"], "clips": "1"}},
        {"total": {**json.loads(STATS)["total"], "clips": True}},
        {"flags": 3},
    ],
)
def test_what_is_no_such_file_is_refused(change):
    with pytest.raises(Invalid, match=r"stats\.json"):
        read_stats(json.dumps(json.loads(STATS) | change))
    with pytest.raises(Invalid, match=r"stats\.json"):
        read_stats("[]")


def test_a_whole_number_of_seconds_stays_a_fraction():
    stats = count([replace(CLIP, num_samples=16_000)]).stats()
    assert read_stats(write_stats(stats).replace(": 1.0,", ": 1,")) == stats

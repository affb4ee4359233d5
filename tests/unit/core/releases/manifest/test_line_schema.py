"""``manifest.schema.json``: lets every line of a manifest pass, and nothing that has more or fewer keys."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from manifest_clips import CLIP, clips
from shrutik_core.releases.manifest.json_lines import KEYS, write_line
from shrutik_core.releases.manifest.line_schema import line_schema

SCHEMA = json.loads(line_schema())
CHECK = Draft202012Validator(SCHEMA)
LINE = json.loads(write_line(CLIP))


@settings(max_examples=50)
@given(clips() | clips().map(lambda clip: clip.without_voice()))
def test_every_line_keeps_to_the_schema(clip):
    CHECK.validate(json.loads(write_line(clip)))


@given(st.sampled_from(KEYS))
def test_a_line_without_one_of_its_keys_is_refused(key):
    assert not CHECK.is_valid({name: value for name, value in LINE.items() if name != key})


@given(st.text().filter(lambda name: name not in KEYS))
def test_a_line_with_another_key_is_refused(name):
    assert not CHECK.is_valid(LINE | {name: None})


@pytest.mark.parametrize(
    "change",
    [
        {"text": 3},
        {"num_samples": 1.5},
        {"withdrawn": 0},
        {"expected_wer": "0.02"},
        {"quality": {"snr_db": "31"}},
        {"traits": {"age": 20}},
        {"votes": [{"worker": "a", "text": "b"}]},
        {"flags": "few_votes"},
    ],
)
def test_a_value_of_another_kind_is_refused(change):
    assert not CHECK.is_valid(LINE | change)


def test_the_schema_is_one_and_tells_what_each_key_is():
    Draft202012Validator.check_schema(SCHEMA)
    assert tuple(SCHEMA["properties"]) == tuple(SCHEMA["required"]) == KEYS
    for kind in (SCHEMA, *SCHEMA["$defs"].values()):
        assert all(field["description"] for field in kind["properties"].values()), kind

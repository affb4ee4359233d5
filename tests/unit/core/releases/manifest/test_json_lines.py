"""Lines of a manifest: every key, always, and back without a loss."""

import json

import attrs
import pytest
from hypothesis import given

from manifest_clips import CLIP, clips
from shrutik_core.releases.manifest.json_lines import KEYS, read_line, write_line
from shrutik_core.shared.errors import Invalid


@given(clips())
def test_a_line_is_read_as_it_was_written(clip):
    text = write_line(clip)
    assert read_line(text) == read_line(text.encode()) == clip
    assert "\n" not in text
    assert tuple(json.loads(text)) == KEYS


@given(clips())
def test_nothing_of_a_voice_is_left_in_the_line_of_a_withdrawn_clip(clip):
    bare = clip.without_voice()
    assert read_line(write_line(bare)) == bare
    assert (bare.text, bare.text_normalised, bare.prompt, bare.votes) == (None, None, None, ())
    assert set(bare.traits.values()) == set(bare.quality.values()) == {None}
    place = ("clip", "shard", "offset_bytes", "size_bytes", "sha256", "num_samples")
    assert all(getattr(bare, name) == getattr(clip, name) for name in place)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_json_does_not_have_is_refused(number):
    text = write_line(attrs.evolve(CLIP, confidence=0.125))
    with pytest.raises(Invalid, match="manifest"):
        read_line(text.replace("0.125", number))


@pytest.mark.parametrize("text", ["", "[]", "7", "{}", '{"clip":"x"}', write_line(CLIP)[:-1], "nonsense"])
def test_what_is_not_a_line_is_refused(text):
    with pytest.raises(Invalid, match="manifest"):
        read_line(text)


def test_a_line_with_a_key_too_many_is_refused():
    with pytest.raises(Invalid, match="manifest"):
        read_line(json.dumps({**json.loads(write_line(CLIP)), "more": 1}))


def test_every_key_is_explained():
    assert all(f"    {field.name}: " in (type(CLIP).__doc__ or "") for field in attrs.fields(type(CLIP)))

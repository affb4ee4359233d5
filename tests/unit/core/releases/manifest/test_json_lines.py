"""Lines of a manifest: every key, always, and back without a loss."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from manifest_clips import CLIP, clips
from shrutik_core.releases.manifest.json_lines import KEYS, read_line, to_object, write_line
from shrutik_core.releases.manifest.line import PublishedVote
from shrutik_core.shared.errors import Invalid


@given(clips())
def test_a_line_is_read_as_it_was_written(clip):
    text = write_line(clip)
    assert read_line(text) == read_line(text.encode()) == clip
    assert "\n" not in text
    assert tuple(json.loads(text)) == KEYS


def as_json_writes(line):
    """What lines of all releases look like."""
    return json.dumps(to_object(line), ensure_ascii=False, separators=(",", ":"))


NUMBERS = st.floats(0, allow_infinity=False) | st.sampled_from([0.0, 1e-5, 9.9e-5, 1e-4, 1e15, 1e16, 5e-324])


@given(clips(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)), NUMBERS, st.integers(-(2**63), 2**63 - 1))
def test_every_line_has_the_form_that_json_gives_it(clip, number, whole):
    vote = PublishedVote("a" * 32, "এক", number)
    made = replace(clip, confidence=number, votes=(*clip.votes, vote), quality={**clip.quality, "peak_dbfs": -number})
    made = replace(made, expected_wer=whole)
    assert write_line(made) == as_json_writes(made)
    assert as_json_writes(read_line(write_line(made))) == as_json_writes(made)


def test_numbers_of_numpy_are_written_as_pythons():
    assert write_line(replace(CLIP, confidence=np.float64(0.25))) == write_line(replace(CLIP, confidence=0.25))


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_does_not_have_is_not_written(number):
    for line in (replace(CLIP, confidence=number), replace(CLIP, quality={**CLIP.quality, "snr_db": number})):
        with pytest.raises(ValueError, match="JSON"):
            write_line(line)


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
    text = write_line(replace(CLIP, confidence=0.125))
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
    assert all(f"    {key}: " in (type(CLIP).__doc__ or "") for key in KEYS)

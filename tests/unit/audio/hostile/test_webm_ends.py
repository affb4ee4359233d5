"""Live recordings and boxes that break off: flagged where it can be told, and never where the recording is whole."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import by_ffmpeg, sound
from audio_hostile import analysed
from audio_parts import LIVE, M4A, WEBM
from shrutik_audio.containers.webm import ends_in_element
from shrutik_core.recordings.facts import Damage

CLUSTER = b"\x1f\x43\xb6\x75"


def endless(data):
    """The same as a browser writes it, no cluster with a length; and where its blocks end."""
    head, *clusters = data.split(CLUSTER)
    made, ends = head, []
    for cluster in clusters:
        ends.append(len(made))  # between the last block of a cluster and the next cluster
        made += CLUSTER + b"\x01" + b"\xff" * 7
        cluster = cluster[9 - cluster[0].bit_length() :]  # noqa: PLW2901 - what is left of it
        while cluster:
            ends.append(len(made))
            width = 9 - cluster[1].bit_length()
            length = 1 + width + (int.from_bytes(cluster[1 : 1 + width], "big") & (1 << 7 * width) - 1)
            made, cluster = made + cluster[:length], cluster[length:]  # noqa: PLW2901 - what is left of it
    return made, {*ends, len(made)}


BROWSERS, ENDS = endless(LIVE)
STREAMS = {"live": LIVE, "of a browser": BROWSERS, "seekable": WEBM, "two of a browser": BROWSERS + BROWSERS}
WHOLE = STREAMS | {"two live": LIVE + LIVE, "live, then zeros": LIVE + bytes(5_000)}
BOXES = {"m4a": M4A[:-2], "mp4": by_ffmpeg(sound(3.0, 48_000), 48_000, "mp4", "aac", "fltp")[:-1]}


def flagged(data):
    return Damage.TRUNCATED in analysed(data).facts.damage


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_webm_is_not_flagged(name):
    assert not flagged(WHOLE[name])


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("missing", [1, 5, 100, 9_000])
def test_a_webm_that_breaks_off_is_flagged(name, missing):
    assert flagged(STREAMS[name][:-missing])


@settings(max_examples=200, deadline=None)
@given(st.integers(sorted(ENDS)[1], len(BROWSERS)))
def test_every_cut_but_between_two_blocks_is_told(at):
    assert ends_in_element(io.BytesIO(BROWSERS[:at]), at) == (at not in ENDS)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(BROWSERS)))
def test_any_bytes_are_walked_over(noise, at):
    data = BROWSERS[:at] + noise + BROWSERS[at + 50 :]
    assert ends_in_element(io.BytesIO(data), len(data)) in {False, True}


@pytest.mark.parametrize("name", BOXES)
def test_a_box_that_breaks_off_is_flagged(name):
    assert flagged(BOXES[name])

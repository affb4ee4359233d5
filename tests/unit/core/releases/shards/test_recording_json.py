"""The Recording of a clip: the keys that Lhotse takes, and the same bytes for ever."""

import json

from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.shards.recording_json import recording_json
from shrutik_core.releases.shards.sound_shape import SoundShape

shapes = st.builds(
    SoundShape, st.integers(1, 2**20 - 1), st.integers(1, 8), st.integers(4, 32), st.integers(1, 2**36 - 1)
)


def test_these_are_its_bytes():
    told = recording_json("0a" * 16, SoundShape(16_000, 1, 16, 72_001))
    assert told == (
        b'{"id":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","sources":[{"type":"memory","channels":[0],"source":""}],'
        b'"sampling_rate":16000,"num_samples":72001,"duration":4.5000625,"channel_ids":[0]}'
    )


@given(shapes)
def test_it_says_the_shape_of_the_sound(shape):
    channels = list(range(shape.channels))
    assert json.loads(recording_json("0a" * 16, shape)) == {
        "id": "0a" * 16,
        "sources": [{"type": "memory", "channels": channels, "source": ""}],
        "sampling_rate": shape.sample_rate_hz,
        "num_samples": shape.num_samples,
        "duration": shape.num_samples / shape.sample_rate_hz,
        "channel_ids": channels,
    }

"""A short recording is decoded once: what was kept of it is cut into the same clips."""

import io

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import by_ffmpeg, by_sndfile, sound
from shrutik_audio.decoding import replay
from shrutik_audio.decoding.decode import Decoding
from shrutik_audio.decoding.replay import ReplayBuffer
from shrutik_audio.processor import SoundProcessor
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.shared.spans import Span

SPANS = [Span(0, 50_001), Span(50_001, 96_000)]
DEAR = {
    "webm": by_ffmpeg(sound(3.0, 48_000), live=True),
    "ogg": by_ffmpeg(sound(3.0, 48_000), 48_000, "ogg", "libopus", "flt"),
    "mp3": by_ffmpeg(sound(3.0, 48_000), 48_000, "mp3", "libmp3lame", "fltp"),
    "flac": by_sndfile(sound(3.0, 48_000), 48_000, "FLAC", "PCM_24"),
    "cut off": by_ffmpeg(sound(3.0, 48_000), live=True)[:-3_000],
}


@pytest.mark.parametrize("kind", sorted(DEAR))
def test_what_was_kept_is_cut_into_the_same_clips(kind):
    shop, source = SoundProcessor(), io.BytesIO(DEAR[kind])
    heard = shop.listen(source, AudioLimits())
    assert heard.replay is not None
    again = shop.cut(source, SPANS)
    spared = shop.cut(io.BytesIO(b"not looked at"), SPANS, replay=heard.replay)
    pairs = [[(clip.span, clip.quality, clip.stream.read()) for clip in clips] for clips in (again, spared)]
    assert pairs[0] == pairs[1]
    assert again.quality(heard.features) == spared.quality(heard.features)


def test_a_wav_is_decoded_again():
    assert SoundProcessor().listen(io.BytesIO(by_sndfile(sound(3.0))), AudioLimits()).replay is None


def test_no_more_is_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(replay, "_ROOM", 100_000)
    assert SoundProcessor().listen(io.BytesIO(DEAR["flac"]), AudioLimits()).replay is None


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 200_000), min_size=1, max_size=6), st.sampled_from([1, 2]))
def test_blocks_come_back_as_they_were(lengths, channels):
    declared = attrs.evolve(Decoding(io.BytesIO(DEAR["flac"])).declared, channels=channels)
    samples = np.arange(sum(lengths) * channels, dtype=np.int32).reshape(-1, channels)
    buffer = ReplayBuffer(declared)
    for part in np.split(samples, np.cumsum(lengths)[:-1]):
        buffer.feed(part)
    kept = buffer.finish()
    assert kept is not None
    assert np.array_equal(np.concatenate(list(kept.blocks())), samples)

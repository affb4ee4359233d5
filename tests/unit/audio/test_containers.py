"""Every container and coding that is taken in: facts, and clips that end to end are the decoded original."""

import io
from itertools import pairwise

import av
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import by_ffmpeg, by_sndfile, sound
from shrutik_audio.decoding.ffmpeg import DEMUXERS
from shrutik_audio.processor import SoundProcessor
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.ports.audio import ClipFormat
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.media import MediaType, sniff
from shrutik_core.shared.spans import Span

PROCESSOR = SoundProcessor()


def stitched(data, spans, dtype="int32"):
    clips = [
        soundfile.read(clip.stream, dtype=dtype, always_2d=True)[0] for clip in PROCESSOR.cut(io.BytesIO(data), spans)
    ]
    return np.concatenate(clips)


def spans_of(samples, pieces=4):
    edges = np.linspace(0, samples, pieces + 1).astype(int)
    return [Span(int(a), int(b)) for a, b in pairwise(edges)]


HELD = [
    (form, subtype)
    for form in ("WAV", "WAVEX", "RF64", "FLAC", "AIFF")
    for subtype in ("PCM_S8", "PCM_U8", "PCM_16", "PCM_24")
    if soundfile.check_format(form, subtype)
]


@pytest.mark.parametrize(("form", "subtype"), HELD)
@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (44_100, 2), (96_000, 8), (192_000, 1)])
def test_integers_come_back_bit_for_bit(form, subtype, rate, channels):
    data = by_sndfile(sound(0.7, rate, channels), rate, form, subtype)
    facts = PROCESSOR.analyse(io.BytesIO(data), AudioLimits()).facts
    assert (facts.sample_rate, facts.channels, facts.samples) == (rate, channels, round(0.7 * rate))
    assert (facts.bits, facts.clip_bits) == (int(subtype[-2:].strip("SU_")),) * 2
    original = soundfile.read(io.BytesIO(data), dtype="int32", always_2d=True)[0]
    assert np.array_equal(stitched(data, spans_of(facts.samples)), original)


@pytest.mark.parametrize("form", ["WAV", "RF64"])
@pytest.mark.parametrize("subtype", ["PCM_32", "FLOAT", "DOUBLE"])
def test_wider_samples_are_rounded_once_to_24_bits(form, subtype):
    data = by_sndfile(sound(0.7, channels=2), 16_000, form, subtype)
    facts = PROCESSOR.analyse(io.BytesIO(data), AudioLimits()).facts
    exact = soundfile.read(io.BytesIO(data), dtype="float64", always_2d=True)[0]
    expected = np.clip(np.rint(exact * 2**23), -(2**23), 2**23 - 1).astype(np.int64)
    written = stitched(data, spans_of(facts.samples)).astype(np.int64) >> 8
    assert facts.clip_bits == 24
    assert np.abs(written - expected).max() <= (1 if subtype == "PCM_32" else 0)


LOSSY = {
    "webm": (MediaType.WEBM, "webm", "libopus", "flt", False),
    "webm-live": (MediaType.WEBM, "webm", "libopus", "flt", True),
    "ogg-opus": (MediaType.OGG, "ogg", "libopus", "flt", False),
    "mp3": (MediaType.MP3, "mp3", "libmp3lame", "fltp", False),
    "m4a": (MediaType.MP4, "ipod", "aac", "fltp", False),
    "aac": (MediaType.AAC, "adts", "aac", "fltp", False),
}


@pytest.mark.parametrize("name", sorted(LOSSY))
@pytest.mark.parametrize("channels", [1, 2])
def test_lossy_recordings_are_decoded_and_cut(name, channels):
    media, form, codec, sample, live = LOSSY[name]
    data = by_ffmpeg(sound(6.0, 48_000, channels), 48_000, form, codec, sample, live=live)
    assert sniff(data) is media
    analysis = PROCESSOR.analyse(io.BytesIO(data), AudioLimits())
    facts = analysis.facts
    assert (facts.container, facts.sample_rate, facts.channels) == (media, 48_000, channels)
    assert facts.lossy
    assert facts.clip_bits == 24
    assert facts.damage == ()
    assert facts.duration == pytest.approx(6.0, abs=0.1)
    assert analysis.features.samples == facts.samples
    plan = plan_chunks(analysis.features)
    whole = stitched(data, [Span(0, facts.samples)])
    assert np.array_equal(stitched(data, [chunk.span for chunk in plan.chunks]), whole)
    assert np.abs(whole).max() / 2**31 == pytest.approx(0.3, abs=0.05)


@pytest.mark.parametrize("subtype", ["VORBIS", "OPUS"])
def test_ogg_of_any_coding(subtype):
    data = by_sndfile(sound(4.0, 48_000), 48_000, "OGG", subtype)
    facts = PROCESSOR.analyse(io.BytesIO(data), AudioLimits()).facts
    assert (facts.container, facts.codec, facts.damage) == (MediaType.OGG, subtype.lower(), ())
    assert facts.samples == pytest.approx(4 * 48_000, abs=1_000)


def test_alac_keeps_its_bits():
    data = by_ffmpeg(sound(2.0, 48_000), 48_000, "ipod", "alac", "s16p")
    facts = PROCESSOR.analyse(io.BytesIO(data), AudioLimits()).facts
    assert (facts.container, facts.codec, facts.lossy, facts.clip_bits) == (MediaType.MP4, "alac", False, 16)
    expected = np.round(sound(2.0, 48_000).astype(np.float32) * 32_767).astype(np.int16)
    assert np.array_equal(stitched(data, spans_of(facts.samples), "int16"), expected)


@pytest.mark.parametrize("subtype", ["ULAW", "ALAW", "IMA_ADPCM", "GSM610"])
def test_telephone_codings_in_wav(subtype):
    data = by_sndfile(sound(3.0, 8_000), 8_000, "WAV", subtype)
    facts = PROCESSOR.analyse(io.BytesIO(data), AudioLimits()).facts
    assert facts.lossy
    assert facts.clip_bits == 24
    assert facts.duration == pytest.approx(3.0, abs=0.1)


@pytest.mark.parametrize(
    ("clip", "media", "rate"),
    [
        (ClipFormat.WAV_16K, MediaType.WAV, 16_000),
        (ClipFormat.OPUS, MediaType.OGG, 48_000),
        (ClipFormat.MP3, MediaType.MP3, 44_100),
    ],
)
def test_clips_in_other_forms(clip, media, rate):
    data = by_sndfile(sound(6.0, 44_100, 2), 44_100)
    clips = list(PROCESSOR.cut(io.BytesIO(data), [Span(0, 88_200)], clip))
    assert len(clips) == 1
    for made in PROCESSOR.cut(io.BytesIO(data), [Span(0, 88_200)], clip):
        encoded = made.stream.read()
        assert made.media_type == clip.value
        assert sniff(encoded) is media
        facts = PROCESSOR.analyse(io.BytesIO(encoded), AudioLimits()).facts
        assert (facts.sample_rate, facts.channels) == (rate, 1)
        assert facts.duration == pytest.approx(2.0, abs=0.06)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([8_000, 11_025, 22_050, 44_100, 192_000]),
    st.integers(1, 8),
    st.lists(st.integers(1, 20_000), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_any_spans_give_their_samples(rate, channels, lengths, random):
    samples = np.random.default_rng(random.randrange(2**32)).integers(-32_768, 32_768, (sum(lengths), channels))
    samples = samples.astype(np.int16)
    data = by_sndfile(samples, rate)
    edges = np.concatenate([[0], np.cumsum(lengths)])
    spans = [Span(int(a), int(b)) for a, b in pairwise(edges)]
    assert np.array_equal(stitched(data, spans, "int16"), samples)


def test_a_source_that_stands_elsewhere_is_read_from_its_start():
    source = io.BytesIO(by_sndfile(sound()))
    source.seek(1_234)
    assert PROCESSOR.analyse(source, AudioLimits()).facts.samples == 64_000


@pytest.mark.parametrize("media", MediaType)
def test_ffmpeg_reads_every_container_that_is_accepted(media):
    assert av.ContainerFormat(DEMUXERS[media], "r").is_input

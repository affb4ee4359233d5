"""What phones, browsers and field recorders send beside the usual: read as it is meant, or refused with a sentence."""

import io
import struct

import av
import numpy as np
import pytest

from audio_files import RATE, by_ffmpeg, by_sndfile, pcm, sound
from audio_hostile import analysed, check_refused
from audio_parts import fmt, part, riff, spoilt
from audio_timed import FRAGMENTS, timed
from shrutik_audio.decoding.decode import Decoding
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import Damage

LC = by_ffmpeg(sound(3.0, 24_000), 24_000, "adts", "aac", "fltp")


def of_bits(bits):
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def with_upper_band(adts):
    """The same AAC with an empty element for the upper band (SBR) in every frame, as HE-AAC has it."""
    made = b""
    while adts:
        length = (adts[3] & 3) << 11 | adts[4] << 3 | adts[5] >> 5
        head, body, adts = bytearray(adts[:7]), adts[7:length], adts[length:]
        bits = "".join(f"{byte:08b}" for byte in body).rstrip("0")
        assert bits.endswith("111")
        body = of_bits(bits[:-3] + "110" + "0010" + "1101" + 12 * "0" + "111")
        length = len(body) + 7
        head[3:6] = head[3] & 0xFC | length >> 11, length >> 3 & 255, head[5] & 0x1F | (length & 7) << 5
        made += bytes(head) + body
    return made


def in_mp4(adts):
    stream = io.BytesIO()
    with av.open(io.BytesIO(adts), "r", "aac") as source, av.open(stream, "w", format="mp4") as output:
        track = output.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.size:
                packet.stream = track
                output.mux(packet)
    return stream.getvalue()


def declaring_upper_band():
    """An M4A whose header says HE-AAC: half the rate that comes out."""
    data = by_ffmpeg(sound(3.0, 24_000), 24_000, "ipod", "aac", "fltp")
    at = data.find(b"\x05\x80\x80\x80") + 4
    room = data[at]
    told = of_bits("00101" + "0110" + "0001" + "0011" + "00010" + "000").ljust(room, b"\0")
    return data[: at + 1] + told + data[at + 1 + room :]


HE_AAC = {
    "in adts": with_upper_band(LC),
    "in mp4, not declared": in_mp4(with_upper_band(LC)),
    "in m4a, declared": declaring_upper_band(),
}


@pytest.mark.parametrize("name", HE_AAC)
def test_he_aac_has_the_rate_that_comes_out_and_the_channel_that_was_coded(name):
    facts = analysed(HE_AAC[name]).facts
    # FFmpeg gives the one channel twice, as frames may tell how it is to be spread; none of these does.
    assert (facts.codec, facts.sample_rate, facts.channels, facts.damage) == ("aac", 48_000, 1, ())
    assert facts.duration == pytest.approx(3.0, abs=0.1)


EXACT = {
    "webm of a browser, float": ("matroska", "pcm_f32le", "flt", {}, 32),
    "webm of a browser, 16 bits": ("matroska", "pcm_s16le", "s16", {}, 16),
    "alac in mp4": ("mp4", "alac", "s16p", {}, 16),
    "alac in fragments": ("mp4", "alac", "s16p", FRAGMENTS, 16),
    "flac in mp4": ("mp4", "flac", "s16", {}, 16),
    "pcm in mov": ("mov", "pcm_s16le", "s16", {}, 16),
    "float in mp4": ("mp4", "pcm_f32le", "flt", {}, 32),
}


@pytest.mark.parametrize("name", EXACT)
def test_lossless_sound_of_browsers_is_exact(name):
    form, codec, sample, container, bits = EXACT[name]
    decoding = Decoding(io.BytesIO(timed(form, codec, sample, container=container, seconds=2.0)))
    samples = np.concatenate(list(decoding.blocks()))
    facts = decoding.facts()
    assert (facts.bits, facts.lossy, facts.damage, facts.samples) == (bits, False, (), 96_000)
    expected = sound(2.0, 48_000).astype(np.float32)
    assert np.array_equal(samples, expected if bits == 32 else np.round(expected * 32_767).astype(np.int16))


@pytest.mark.parametrize("form", [("amr", "libopencore_amrnb", "s16"), ("mp4", "libopus", "flt")])
def test_other_codings_of_phones(form):
    facts = analysed(timed(*form, 8_000 if form[0] == "amr" else 48_000)).facts
    assert (facts.damage, facts.duration) == ((), pytest.approx(6.0, abs=0.03))


CAF = {subtype: by_sndfile(sound(2.0), form="CAF", subtype=subtype) for subtype in ("PCM_16", "FLOAT", "ALAC_16")}


@pytest.mark.parametrize("subtype", CAF)
def test_caf_is_refused_with_what_to_send(subtype):
    check_refused(CAF[subtype], "unsupported_media")


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100])
def test_mp3_in_wav_is_whole_and_silent(rate, capfd):
    data = by_ffmpeg(sound(3.0, rate), rate, "wav", "libmp3lame", "fltp")
    assert set(analysed(data).facts.damage) == set()
    assert analysed(data).facts.duration == pytest.approx(3.0, abs=0.15)
    assert Damage.TRUNCATED in analysed(data[: len(data) // 2]).facts.damage
    analysed(spoilt(data, len(data) // 2, 100))
    assert capfd.readouterr() == ("", "")


def forgotten(length):
    """A part of odd length without the zero behind it."""
    return b"LIST" + struct.pack("<I", length) + b"INFO" + b"x" * (length - 4)


SOUND = part(b"data", pcm(sound(3.0)))
UNPADDED = {
    "before the form": riff(forgotten(27), fmt(), SOUND),
    "before the sound": riff(fmt(), forgotten(27), SOUND),
    "twice": riff(forgotten(27), fmt(), forgotten(33), SOUND),
    "three times": riff(forgotten(27), forgotten(9), fmt(), forgotten(33), SOUND),
}


@pytest.mark.parametrize("name", UNPADDED)
def test_padding_that_was_forgotten_costs_nothing(name):
    facts = analysed(UNPADDED[name]).facts
    assert (facts.codec, facts.samples, facts.damage) == ("pcm_16", 48_000, ())


FRAME = 32
FIELD = fmt(3, 8, 192_000, 32)
FOUR_GB = 1 << 32
MORE = FOUR_GB + 5_000 * FRAME


def rf64(length):
    sizes = struct.pack("<QQQI", length + 100, length, 0, 0)
    return b"RF64" + b"\xff" * 4 + b"WAVE" + part(b"ds64", sizes) + FIELD + b"data" + b"\xff" * 4


def plain(told):
    return b"RIFF" + struct.pack("<I", told) + b"WAVE" + FIELD + b"data" + struct.pack("<I", told)


HEADER = {Damage.HEADER}
HUGE = {
    "rf64": (rf64(MORE), MORE, set()),
    "rf64 without its sizes": (rf64(0), MORE, HEADER),
    "wav of the upper limit": (plain(FOUR_GB - 1), MORE, HEADER),
    "wav whose length went over": (plain(MORE % FOUR_GB), MORE, HEADER),
    "wav whose length went over twice": (plain(MORE % FOUR_GB), FOUR_GB + MORE, HEADER),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_wav_of_more_than_4_gb_has_all_of_its_length(name, tmp_path):
    head, length, damage = HUGE[name]
    with (tmp_path / "long.wav").open("w+b") as file:
        file.write(head)
        file.truncate(len(head) + length)
        decoding = Decoding(file, AudioLimits())
        assert (decoding.declared.frames, decoding.declared.rate) == (length // FRAME, 192_000)
        assert len(next(decoding.blocks()))
        assert set(decoding.facts().damage) == damage
        decoding.close()


def test_two_wavs_end_to_end_are_not_taken_for_one_of_more_than_4_gb(tmp_path):
    with (tmp_path / "two.wav").open("w+b") as file:
        first = by_sndfile(sound(1.0))
        file.write(first + rf64(MORE))
        file.truncate(len(first) + MORE)
        decoding = Decoding(file, AudioLimits())
        assert decoding.declared.frames == RATE
        decoding.close()

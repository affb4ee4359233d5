"""AMR as phones send it: every frame has its 20 ms, a pause is quiet and no damage, and an error costs one frame."""

import io
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import sound
from audio_hostile import check_refused
from audio_timed import AMR_CODEC, box, encodes, replaced, timed
from shrutik_audio.containers.amr import FrameKind, frames, kind
from shrutik_audio.decoding.decode import Decoding
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import Damage

ENCODED = timed("amr", "libopencore_amrnb", "s16", 8_000)
HEADS = {"amrnb": b"#!AMR\n", "amrwb": b"#!AMR-WB\n"}
RATES = {"amrnb": 8_000, "amrwb": 16_000}
# A frame of every type: the quietest speech there is, or nothing in it.
SIZES = {
    "amrnb": (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1),
    "amrwb": (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1),
}
PAUSES = {"amrnb": (8, 15), "amrwb": (9, 14, 15)}
UNKNOWN = {"amrnb": (9, 10, 11, 12, 13, 14), "amrwb": (10, 11, 12, 13)}
SPEECH = list(frames("amrnb", ENCODED[6:]))


def frame(codec, number):
    return bytes([number << 3 | 4]) + bytes(SIZES[codec][number] - 1)


def heard(data):
    decoding = Decoding(io.BytesIO(data), AudioLimits())
    samples = np.concatenate(list(decoding.blocks()))
    decoding.close()
    return samples[:, 0], decoding.facts()


def in_3gp(coded, together):
    """A 3GP with several frames to the packet, as old phones made it."""
    packets = [b"".join(coded[at : at + together]) for at in range(0, len(coded), together)]
    boxes = timed("3gp", "libopencore_amrnb", "s16", 8_000, seconds=0.02)
    table = [b"moov", b"trak", b"mdia", b"minf", b"stbl"]
    head = boxes[: boxes.find(b"mdat") - 4] + box(b"mdat", b"".join(packets))
    sizes = struct.pack(f">III{len(packets)}I", 0, 0, len(packets), *map(len, packets))
    for name, body in {
        b"stsz": sizes,
        b"stts": struct.pack(">IIII", 0, 1, len(packets), 160 * together),
        b"stsc": struct.pack(">IIIII", 0, 1, 1, len(packets), 1),
        b"stco": struct.pack(">III", 0, 1, boxes.find(b"mdat") + 4),
    }.items():
        boxes = replaced(boxes, [*table, name], box(name, body))
    boxes = replaced(boxes, [b"moov", b"trak", b"edts"], b"")
    return head + boxes[boxes.find(b"moov") - 4 :]


@pytest.mark.parametrize("codec", HEADS)
def test_every_type_of_frame_has_its_20_ms(codec):
    speech = frame(codec, 7) * 50
    for number in range(16):
        samples, facts = heard(HEADS[codec] + speech + frame(codec, number) * 50 + speech)
        assert (facts.codec, facts.sample_rate, facts.samples) == (codec, RATES[codec], 150 * RATES[codec] // 50)
        assert facts.damage == ((Damage.CORRUPT,) if number in UNKNOWN[codec] else ())
        middle = samples[len(samples) // 3 : -len(samples) // 3]
        if number in PAUSES[codec]:
            assert 0 < np.abs(middle).max() < 1e-3


@pytest.mark.skipif(not encodes(AMR_CODEC), reason="this PyAV brings no encoder for AMR")
@pytest.mark.parametrize("form", ["amr", "3gp"])
def test_pauses_that_an_encoder_leaves_out_are_heard_as_pauses(form):
    samples = sound(6.0, 8_000) * (np.abs(np.arange(48_000) / 8_000 - 3)[:, None] > 1)
    every, dtx = (timed(form, "libopencore_amrnb", "s16", 8_000, samples=samples, coding={"dtx": on}) for on in "01")
    assert dtx != every
    (whole, told), (found, facts) = heard(every), heard(dtx)
    assert (facts.samples, facts.damage) == (told.samples, ())
    assert np.abs(found[20_000:28_000]).max() < 0.01
    assert np.corrcoef(whole[:16_000], found[:16_000])[0, 1] > 0.99
    assert np.corrcoef(whole[-15_000:], found[-15_000:])[0, 1] > 0.9


@pytest.mark.parametrize("together", [1, 5, 10])
def test_a_3gp_may_hold_several_frames_to_the_packet(together):
    coded = [part for number, part in enumerate(SPEECH) for part in (part, frame("amrnb", 8 if number % 8 else 15))]
    samples, facts = heard(in_3gp(coded, together))
    assert (facts.damage, facts.samples) == ((), 160 * len(coded))
    assert np.array_equal(samples, heard(b"#!AMR\n" + b"".join(coded))[0])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*range(8), 8, 15]), min_size=60, max_size=120))
def test_any_order_of_speech_and_pauses_is_of_its_length(numbers):
    facts = heard(b"#!AMR\n" + b"".join(frame("amrnb", number) for number in [7, *numbers]))[1]
    assert (facts.samples, facts.damage) == (160 * (len(numbers) + 1), ())


@given(st.binary(max_size=500), st.sampled_from(sorted(HEADS)))
def test_any_bytes_are_cut_into_frames(data, codec):
    found = list(frames(codec, data))
    assert b"".join(found) == data
    assert all(kind(codec, part) is not FrameKind.CUT for part in found[:-1])


def test_an_error_costs_one_frame():
    spoilt = [b"\xff" if number % 7 == 3 else part for number, part in enumerate(SPEECH)]
    samples, facts = heard(b"#!AMR\n" + b"".join(spoilt))
    assert (facts.damage, facts.samples) == ((Damage.CORRUPT,), 160 * len(SPEECH))
    assert np.corrcoef(samples, heard(ENCODED)[0])[0, 1] > 0.5


@pytest.mark.parametrize("head", HEADS.values())
def test_what_holds_no_speech_is_refused(head):
    check_refused(head + b"\x7c" * 500, "damaged")
    check_refused(head, "damaged")


def test_amr_of_several_channels_is_refused():
    check_refused(b"#!AMR-WB_MC1.0\n\0\0\0\2" + frame("amrwb", 7) * 200, "unsupported_media")

"""Time in the container: what is missing becomes silence and is flagged; a start other than 0 does not matter."""

import io
import random
import struct
import time

import av
import numpy as np
import pytest

from audio_files import RATE, by_ffmpeg, by_sndfile, sound
from audio_hostile import PROCESSOR, check_refused, check_saved
from audio_parts import LIVE, M4A, OPUS, VORBIS, pages
from audio_timed import FRAGMENTS, counted_from, of_serial, timed
from shrutik_audio.decoding.decode import Decoding
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import Damage
from shrutik_core.shared.errors import Invalid

HOUR = 3_600
FORMS = {
    "webm, opus": ("webm", "libopus", "flt"),
    "webm, pcm": ("matroska", "pcm_f32le", "flt"),
    "webm, 16-bit pcm": ("matroska", "pcm_s16le", "s16"),
    "m4a": ("ipod", "aac", "fltp"),
    "mp4, opus": ("mp4", "libopus", "flt"),
    "m4a, alac": ("ipod", "alac", "s16p"),
    "3gp": ("3gp", "libopencore_amrnb", "s16", 8_000),
    "fragmented mp4": ("mp4", "aac", "fltp", 48_000, FRAGMENTS),
    "fragmented mp4, opus": ("mp4", "libopus", "flt", 48_000, FRAGMENTS),
    "fragmented mp4, alac": ("mp4", "alac", "s16p", 48_000, FRAGMENTS),
}


def recorded(name, late, seconds=6.0):
    form, codec, sample, *others = FORMS[name]
    rate, container = [*others, 48_000, {}][:2] if len(others) != 1 else [*others, {}]
    return timed(form, codec, sample, rate, late=late, seconds=seconds, container=container)


def decoded(data, **limits):
    decoding = Decoding(io.BytesIO(data), AudioLimits(**limits))
    samples = np.concatenate(list(decoding.blocks()))
    decoding.close()
    return samples[:, 0], decoding.facts()


def silence(samples, rate):
    """Where the longest run of zeros begins and how long it is, in seconds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (samples == 0).astype(int), [0]])))
    runs = edges.reshape(-1, 2)
    start, end = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    return start / rate, (end - start) / rate


@pytest.mark.parametrize("gap", [0.3, 4.0])
@pytest.mark.parametrize("name", FORMS)
def test_a_gap_becomes_silence_in_its_place_and_is_flagged(name, gap):
    samples, facts = decoded(recorded(name, lambda second: gap if second >= 3 else 0))
    assert facts.damage == (Damage.GAP,)
    assert facts.duration == pytest.approx(6.0 + gap, abs=0.05)
    assert silence(samples, facts.sample_rate) == pytest.approx((3.0, gap), abs=0.1)


@pytest.mark.parametrize("start", [0.7, 60, HOUR, 5 * HOUR])
@pytest.mark.parametrize("name", FORMS)
def test_where_a_recording_starts_does_not_matter(name, start):
    data = recorded(name, lambda _: start)
    check_saved(data, set(), 6.0)
    PROCESSOR.check(io.BytesIO(data), AudioLimits())


@pytest.mark.parametrize("start", [0.7, 60, HOUR, 5 * HOUR])
def test_a_fragmented_mp4_may_start_anywhere(start):
    data = recorded("fragmented mp4", lambda _: 0)
    moved, at = b"", 0
    while (found := data.find(b"tfdt", at)) >= 0:
        (told,) = struct.unpack_from(">Q", data, found + 8)
        moved += data[at : found + 8] + struct.pack(">Q", told + round(start * 48_000))
        at = found + 16
    check_saved(moved + data[at:], set(), 6.0)


OGG = {"opus": (by_ffmpeg(sound(6.0, 48_000), form="ogg"), 48_000, 6.0), "vorbis": (VORBIS, RATE, 12.0)}


@pytest.mark.parametrize("name", OGG)
@pytest.mark.parametrize("page", [4, -2])
def test_pages_that_are_missing_become_silence(name, page):
    data, rate, seconds = OGG[name]
    page = len(list(pages(data))) + page if page < 0 else page
    check_saved(counted_from(data, 4 * rate, page), {Damage.GAP}, seconds + 4)
    told = list(pages(data))
    check_saved(b"".join(told[:4] + told[5:]), {Damage.GAP}, seconds)


@pytest.mark.parametrize("name", OGG)
@pytest.mark.parametrize(("late", "damage"), [(0.3, Damage.GAP), (9.5, Damage.GAP), (10.5, Damage.TRUNCATED)])
def test_pages_that_are_missing_before_the_last_become_silence(name, late, damage):
    data, rate, seconds = OGG[name]
    told = list(pages(data))
    check_saved(b"".join([*told[:-2], told[-1]]), {Damage.GAP}, seconds)
    given = seconds + (late if damage is Damage.GAP else 0)
    check_saved(counted_from(data, round(late * rate), len(told) - 1), {damage}, given)


@pytest.mark.parametrize("name", OGG)
@pytest.mark.parametrize("start", [1, 60, HOUR, 5 * HOUR])
def test_a_running_stream_may_be_at_any_hour(name, start):
    data, rate, seconds = OGG[name]
    check_saved(counted_from(data, start * rate), set(), seconds)


RUNNING = counted_from(OPUS, 5 * HOUR * 48_000)
CHAINS = {
    "of two serials": OPUS + of_serial(RUNNING, 77),
    "of one serial": OPUS + RUNNING,
    "a running stream first": RUNNING + of_serial(OPUS, 77),
    "a running stream twice": RUNNING + RUNNING,
    "junk between": OPUS + bytes(100_000) + of_serial(RUNNING, 77),
}


@pytest.mark.parametrize("name", CHAINS)
def test_chained_streams_have_times_of_their_own(name):
    check_saved(CHAINS[name], None, 6.0)
    assert not set(decoded(CHAINS[name])[1].damage) & {Damage.GAP, Damage.TRUNCATED}


def test_a_chained_stream_may_have_a_gap():
    check_saved(OPUS + of_serial(counted_from(RUNNING, 4 * 48_000, 3), 77), {Damage.GAP}, 10.0)


def test_two_live_recordings_end_to_end_leave_no_gap():
    assert decoded(LIVE + LIVE)[1].damage == decoded(LIVE)[1].damage == ()


CLOCKS = {
    "that jitters": lambda second, chance: 0.018 * chance.random(),
    "that is fast": lambda second, chance: second * 5e-4,
    "that is slow": lambda second, chance: second * -5e-4,
    "that lost 20 ms": lambda second, chance: 0.02 if second > 30 else 0,
}


@pytest.mark.parametrize("name", CLOCKS)
@pytest.mark.parametrize("form", ["webm, opus", "m4a"])
def test_no_clock_of_a_browser_makes_gaps(form, name):
    chance = random.Random(0)
    data = recorded(form, lambda second: CLOCKS[name](second, chance), seconds=120.0)
    check_saved(data, None, 120.0)
    assert not set(decoded(data)[1].damage) & {Damage.GAP}


def pausing(second, packet):
    """As a call is recorded: of a pause only its beginning is sent, and a packet without sound every 400 ms."""
    if not 2.1 <= second < 3.9:
        return packet
    return av.Packet(b"\x48") if round(50 * second) % 20 == 6 else None


@pytest.mark.parametrize("form", ["webm", "mp4"])
def test_a_pause_that_opus_announces_is_no_damage(form):
    samples = sound(6.0, 48_000) * (np.abs(np.arange(288_000) / 48_000 - 3)[:, None] > 1)
    found, facts = decoded(timed(form, "libopus", "flt", samples=samples, sends=pausing))
    assert (facts.damage, facts.duration) == ((), pytest.approx(6.0, abs=0.05))
    assert np.abs(found[round(2.3 * 48_000) : round(3.8 * 48_000)]).max() < 0.01


@pytest.mark.parametrize("name", ["webm, opus", "fragmented mp4", "m4a"])
def test_a_huge_gap_is_refused_before_it_is_made(name):
    start = time.process_time()
    check_refused(recorded(name, lambda second: 3 * HOUR if second >= 3 else 0), "too_long")
    assert time.process_time() - start < 1.0


def test_gaps_count_for_the_limit():
    data = recorded("webm, opus", lambda second: 4.0 if second >= 3 else 0)
    assert decoded(data, max_seconds=10.1)[1].duration == pytest.approx(10.0, abs=0.05)
    with pytest.raises(Invalid, match="longer than 9 s"):
        decoded(data, max_seconds=9)


def test_clips_of_a_recording_with_a_gap_join_to_the_whole():
    check_saved(recorded("webm, opus", lambda second: 400.0 if second >= 3 else 0), {Damage.GAP}, 406.0)


def test_an_m4a_without_gaps_is_as_it_was():
    assert decoded(M4A)[1].samples == 144_000


def test_flac_in_ogg():
    data = by_ffmpeg(sound(6.0, RATE), RATE, "ogg", "flac", "s16")
    check_saved(data, set(), 96_000)
    assert decoded(by_sndfile(sound(6.0), form="FLAC"))[1].samples == 96_000

"""Edit lists of MP4: what they leave out at the start and the end, and lists that leave nothing."""

import io
import struct

import numpy as np
import pytest

from audio_files import by_ffmpeg, sound
from audio_timed import box, replaced
from shrutik_audio.decoding.decode import Decoding
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import Damage

PRIMING = 1_024
# Lengths in an edit list are told in units of the movie: milliseconds here, whatever FFmpeg takes by itself.
M4A = by_ffmpeg(sound(3.0, 48_000), 48_000, "ipod", "aac", "fltp", options={"movie_timescale": "1000"})


def edited(*entries, version=0):
    """The M4A with another edit list; each entry a length in ms, and where in the media, -1 for nowhere."""
    listed = b"".join(struct.pack(">Qqi" if version else ">Iii", *entry, 1 << 16) for entry in entries)
    whole = box(b"elst", struct.pack(">II", version << 24, len(entries)) + listed)
    return replaced(M4A, [b"moov", b"trak", b"edts"], box(b"edts", whole))


def decoded(data):
    decoding = Decoding(io.BytesIO(data), AudioLimits())
    blocks = np.concatenate(list(decoding.blocks()))
    decoding.close()
    return blocks[:, 0], decoding.facts()


ALL = decoded(edited())[0]
SOUND = ALL[PRIMING:]
# Each with the samples that a player gives, and what is flagged.
EDITS = {
    "the priming skipped": (edited((3_000, PRIMING)), SOUND, set()),
    "the priming kept": (edited((3_000, 0)), ALL[:144_000], set()),
    "half of it": (edited((1_500, PRIMING)), SOUND[:72_000], set()),
    "no entry": (edited(), ALL, set()),
    "no list": (M4A.replace(b"edts", b"free"), ALL, set()),
    "nothing alone": (edited((3_000, -1)), ALL, {Damage.HEADER}),
    "nothing alone, of no length": (edited((0, -1)), ALL, {Damage.HEADER}),
    "nothing alone, in 64 bits": (edited((3_000, -1), version=1), ALL, {Damage.HEADER}),
    "nothing, then the sound": (edited((500, -1), (3_000, PRIMING)), SOUND, set()),
    "no length": (edited((0, PRIMING)), SOUND, {Damage.HEADER}),
    "from behind the end": (edited((3_000, 10_000_000)), ALL, {Damage.HEADER}),
    "longer than the sound": (edited((0xFFFF_FFFF, PRIMING)), SOUND, set()),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_list_is_read_as_players_do(name):
    data, expected, damage = EDITS[name]
    samples, facts = decoded(data)
    # Where no length says so, up to a frame may follow that only fills the last one up.
    assert len(expected) <= len(samples) < len(expected) + PRIMING
    assert np.allclose(samples[PRIMING : len(expected)], expected[PRIMING:], atol=1e-4)
    assert set(facts.damage) == damage


def test_the_sound_of_an_m4a_has_the_length_it_was_given():
    assert len(decoded(M4A)[0]) == 144_000


def test_many_edits_take_no_time():
    assert decoded(edited(*[(1, -1)] * 1_000, (3_000, PRIMING)))[1].duration == pytest.approx(3.0, abs=0.03)

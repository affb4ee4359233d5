"""MP3s and tags: read without noise on the error stream, never taken for truncated on a mere estimate."""

import struct

import pytest

from audio_files import by_ffmpeg, by_sndfile, sound
from audio_hostile import analysed
from audio_parts import MP3, id3, spoilt
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType

PLAIN = by_sndfile(sound(3.0), form="MP3", subtype="MPEG_LAYER_III")
BARE = by_ffmpeg(sound(3.0, 48_000), 48_000, "mp3", "libmp3lame", "fltp", options={"write_xing": "0"})


def ape(length):
    def edge(flags):
        return b"APETAGEX" + struct.pack("<4I", 2_000, length + 32, 1, flags) + bytes(8)

    return edge(0xA000_0000) + bytes(length) + edge(0x8000_0000)


# Each with what is flagged and how many samples there are; None where that is for the decoder to say.
ODD = {
    "whole": (MP3, set(), 144_000),
    "plain": (PLAIN, set(), 48_000),
    "plain, cut in two": (PLAIN[: len(PLAIN) // 2], {Damage.TRUNCATED}, None),
    "plain, followed by another": (2 * PLAIN, {Damage.HEADER}, None),
    "plain, behind a tag": (id3(bytes(300)) + PLAIN, set(), 48_000),
    "without a length": (BARE, set(), 145_152),
    "cut in two": (MP3[: len(MP3) // 2], {Damage.TRUNCATED}, None),
    "behind a picture of frame heads": (id3(b"\xff\xfb\x90\x64" * 100_000) + MP3, set(), 144_000),
    "behind an ape tag": (ape(50_000) + MP3, set(), 144_000),
    "before an ape and an old id3 tag": (MP3 + ape(50_000) + b"TAG" + bytes(125), set(), 144_000),
    "from mid-frame on": (id3(b"") + MP3[len(MP3) // 2 + 77 :], set(), 72_576),
    "noise in the middle": (spoilt(BARE, 3_000, 300), {Damage.CORRUPT}, None),
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_mp3s_are_read_in_silence(name, capfd):
    data, damage, samples = ODD[name]
    facts = analysed(data).facts
    assert facts.codec == "mp3"
    assert set(facts.damage) == damage
    assert samples is None or facts.samples == samples
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("seconds", [0.3, 1.0, 3.0])
@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100])
def test_short_mp3s_of_any_rate_are_read_in_silence(rate, seconds, capfd, caplog):
    data = by_sndfile(sound(seconds, rate), rate, "MP3", "MPEG_LAYER_III")
    capfd.readouterr()
    for sent in (data, spoilt(data, len(data) // 2, 100), data[: -len(data) // 4]):
        assert analysed(sent).facts.sample_rate == rate
    assert (capfd.readouterr(), caplog.records) == (("", ""), [])
    assert analysed(data).facts.samples == round(seconds * rate)


@pytest.mark.parametrize("whole", [MP3, PLAIN])
def test_what_a_plain_mp3_lost_within_is_flagged(whole):
    facts = analysed(spoilt(whole, 3_000, 300)).facts
    assert facts.damage == (Damage.CORRUPT,)


TAGGED = {
    MediaType.AAC: by_ffmpeg(sound(3.0, 48_000), 48_000, "adts", "aac", "fltp"),
    MediaType.FLAC: by_sndfile(sound(3.0), form="FLAC"),
    MediaType.WAV: by_sndfile(sound(3.0)),
    MediaType.OGG: by_ffmpeg(sound(3.0, 48_000), 48_000, "ogg", "libopus", "flt"),
}


@pytest.mark.parametrize("media", TAGGED)
def test_any_sound_may_lie_behind_a_tag(media):
    bare, tagged = (analysed(data).facts for data in (TAGGED[media], id3(bytes(300)) + TAGGED[media]))
    assert tagged.container is media
    assert tagged == bare


UNREADABLE = b"La\xff\xe9"
MISNAMED = {
    "m4a": by_ffmpeg(sound(3.0, 48_000), 48_000, "ipod", "aac", "fltp").replace(b"Lavf", UNREADABLE),
    "webm": by_ffmpeg(sound(3.0, 48_000)).replace(b"Lavf", UNREADABLE),
    "mp3": id3(b"TIT2\0\0\0\x05\0\0\x03" + UNREADABLE) + MP3,
}


@pytest.mark.parametrize("name", MISNAMED)
def test_a_tag_in_no_known_encoding_does_no_harm(name):
    assert UNREADABLE in MISNAMED[name]
    facts = analysed(MISNAMED[name]).facts
    assert facts.duration == pytest.approx(3.0, abs=0.03)
    assert facts.damage == ()

"""Telling a container from its first bytes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.recordings.advice_words import WORDS
from shrutik_core.recordings.media import NOT_ACCEPTED, SNIFF_BYTES, MediaType, accepted, sniff


@given(st.binary(max_size=200))
def test_sniff_is_total_and_needs_only_the_head(data):
    assert sniff(data) == sniff(data[:SNIFF_BYTES])


@given(st.text(st.characters(max_codepoint=0x7F), min_size=1))
def test_plain_text_is_never_sound(text):
    known = ("fLaC", "OggS", "ID3", "APETAGEX", "#!AMR")
    boxes = ("ftyp", "moov", "mdat", "free", "skip", "wide", "WAVE", "AIFF", "AIFC")
    if not text.startswith(known) and not any(box in text[:12] for box in boxes):
        assert sniff(text.encode()) is None


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", MediaType.WAV),
        (b"RF64\xff\xff\xff\xffWAVEds64", MediaType.WAV),
        (b"fLaC\x00\x00\x00\x22", MediaType.FLAC),
        (b"OggS\x00\x02", MediaType.OGG),
        (b"ID3\x04\x00", MediaType.MP3),
        (b"APETAGEX\xd0\x07", MediaType.MP3),
        (b"\xff\xfb\x90\x64", MediaType.MP3),
        (b"\x1a\x45\xdf\xa3\x9f\x42", MediaType.WEBM),
        (b"\x00\x00\x00\x20ftypM4A ", MediaType.MP4),
        (b"\xff\xf1\x50\x80\x02\x1f\xfc", MediaType.AAC),
        (b"FORM\x00\x00\x00\x00AIFF", MediaType.AIFF),
        (b"#!AMR\n", MediaType.AMR),
        (b"", None),
        (b"PK\x03\x04 a zip", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"RIFF\x24\x00\x00\x00AVI LIST", None),
        (b"#EXTM3U\nhttp://example.org/a.wav", None),
        (b"<html><body>", None),
    ],
)
def test_containers_by_content(head, media):
    assert sniff(head) is media


HOW_TO = Path(__file__).parents[4] / "docs" / "how-to"


def test_accepted_containers_are_listed_as_a_sentence_lists_them():
    assert accepted() == "WAV, FLAC, Ogg, MP3, WebM, M4A, AAC, AIFF or AMR"
    assert accepted("বা").endswith("AIFF বা AMR")


@pytest.mark.parametrize("media", MediaType)
def test_every_list_of_containers_names_all_that_are_accepted(media):
    lists = [NOT_ACCEPTED, *WORDS["unsupported_media"].values()]
    lists += [(HOW_TO / page).read_text("utf-8") for page in ("record-with-curl.md", "chunk-recordings.md")]
    assert all(media.label in text for text in lists)
    assert MediaType(media.value) is media

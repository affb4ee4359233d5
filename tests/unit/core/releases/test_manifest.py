"""The manifest and what is reckoned from it: lines, pseudonyms, splits, checksums, sums and the datasheet."""

import hashlib
import hmac

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifest_lines import LINE, a_line
from shrutik_core.chunking.chunk import Settler
from shrutik_core.releases.checksums import read_checksums, release_digest, write_checksums
from shrutik_core.releases.datasheet import datasheet
from shrutik_core.releases.plain_manifest import PlainLine, manifest_line, read_line, write_line
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release import ReleaseFile
from shrutik_core.releases.row import CastVote, ReleaseRow
from shrutik_core.releases.source import Source, read_source, write_source
from shrutik_core.releases.splits.hashed import SplitShares, split_key, split_of
from shrutik_core.releases.splits.split import Split
from shrutik_core.releases.totals import ReleaseTotals
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import (
    MORNING,
    a_chunk,
    a_collection,
    a_contributor,
    a_recording,
    a_release,
    a_selection,
    a_speaker,
)

SALT = b"a salt"
PSEUDONYMS = Pseudonyms("bn-read", SALT)
ROW = ReleaseRow(
    chunk=a_chunk().id,
    recording=a_recording().id,
    speaker=a_speaker().id,
    collection="bn-read",
    language="bn",
    licence="CC0-1.0",
    index=3,
    start_sample=12_345_678,
    end_sample=16_100_000,
    sample_rate=1_000_000,
    text='সে বলল, "না"',
    confidence=0.93123456789,
    expected_wer=0.02,
    method="fitted",
    votes=(CastVote(a_contributor(2).id, "না", None), CastVote(a_contributor(3).id, "না", 0.9)),
    settled_by=Settler.CONSENSUS,
    prompt="সে বলল",
    consent_version="2",
    recorded_at=MORNING,
    audio_key="recordings/1/chunks/2.flac",
    audio_bytes=48_000,
    audio_sha256="ab" * 32,
    traits={"gender": "female", "age": "twenties"},
    quality={"snr_db": 30.0, "loudness_lufs": -22.0},
)


def test_a_row_goes_out_under_a_pseudonym_rounded_and_in_order():
    line, clip = manifest_line(ROW, PSEUDONYMS), PSEUDONYMS.clip(ROW.chunk)
    assert line == PlainLine(
        clip=clip,
        path=f"clips/{clip}.flac",
        text='সে বলল, "না"',
        speaker=PSEUDONYMS.speaker(ROW.speaker),
        split=split_of(split_key(ROW.speaker, SALT)).value,
        collection="bn-read",
        language="bn",
        licence="CC0-1.0",
        confidence=0.931235,
        votes=2,
        settled_by="consensus",
        recording=PSEUDONYMS.recording(ROW.recording),
        index=3,
        start=12.345678,
        end=16.1,
        duration=3.754322,
        sample_rate=1_000_000,
        bytes=48_000,
        sha256="ab" * 32,
        prompt="সে বলল",
        consent_version="2",
        recorded_on="2026-01-05",
        traits={"gender": "female", "age": "twenties"},
        quality={"snr_db": 30.0, "loudness_lufs": -22.0},
    )
    assert (list(line.traits), list(line.quality)) == (["age", "gender"], ["loudness_lufs", "snr_db"])
    exact = manifest_line(attrs.evolve(ROW, start_sample=1, end_sample=9_876_543, sample_rate=48_000_000), PSEUDONYMS)
    assert (exact.start, exact.end, exact.duration) == (0.0, 0.205761, 0.205761)


def test_a_line_is_json_in_letters_that_people_read_and_comes_back():
    text = write_line(LINE)
    assert text.startswith('{"clip":"7f0c","path":"clips/7f0c.flac","text":"আমি গান গাই","speaker":"a1b2",')
    assert "\n" not in text
    assert read_line(text) == LINE


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"clip":"1"}', "1", '"text"'])
def test_what_is_no_line_is_refused(text):
    with pytest.raises(Invalid) as caught:
        read_line(text)
    assert caught.value.code == "manifest_line"


def test_a_source_comes_back_and_knows_the_clip_here():
    source = Source.of(ROW, PSEUDONYMS)
    assert read_source(write_source(source)) == source
    assert read_source(write_source(source) + "\n") == source
    assert (source.chunk, source.audio_key) == (ROW.chunk, ROW.audio_key)
    told = write_line(source.line)
    assert not any(str(id_) in told or id_.hex in told for id_ in (ROW.chunk, ROW.recording, ROW.speaker))


def test_a_pseudonym_is_half_of_an_hmac_over_kind_series_and_id():
    whole = hmac.new(SALT, b"speaker\0bn-read\0" + a_speaker().id.bytes, "sha256").hexdigest()
    assert PSEUDONYMS.speaker(a_speaker().id) == whole[:32]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["clip", "recording", "speaker"]),
            st.text("ab-", max_size=3),
            st.uuids(),
            st.binary(max_size=3),
        ),
        unique=True,
    )
)
def test_no_two_kinds_series_ids_or_salts_share_a_pseudonym(cases):
    given_out = {getattr(Pseudonyms(series, salt), kind)(id_) for kind, series, id_, salt in cases}
    assert len(given_out) == len(cases)


def test_a_split_hangs_on_speaker_and_salt_in_every_series():
    assert split_key(a_speaker().id, SALT) == split_key(a_speaker().id, SALT)
    assert (
        len({split_key(a_speaker(1).id, SALT), split_key(a_speaker(2).id, SALT), split_key(a_speaker().id, b"o")}) == 3
    )
    lines = [manifest_line(ROW, Pseudonyms(series, SALT)) for series in ("bn-read", "bn-read-2")]
    assert lines[0].split == lines[1].split
    assert not {lines[0].clip, lines[0].recording, lines[0].speaker} & {
        lines[1].clip,
        lines[1].recording,
        lines[1].speaker,
    }


def place(name):
    """Where a name falls, 0 to 99: as anybody can reckon from the documentation."""
    return int(hashlib.sha256(f"split:{name}".encode()).hexdigest()[:16], 16) % 100


@given(st.text(), st.integers(0, 49), st.integers(0, 49))
def test_a_split_is_where_the_hash_falls_test_first_then_dev(name, dev, test):
    expected = Split.TEST if place(name) < test else Split.DEV if place(name) < test + dev else Split.TRAIN
    assert split_of(name, SplitShares(dev, test)) is expected


def test_splits_begin_and_end_where_the_shares_say():
    names = {place(f"speaker-{number}"): f"speaker-{number}" for number in range(2_000)}
    assert [split_of(names[at]) for at in (0, 9, 10, 19, 20, 99)] == ["test", "test", "dev", "dev", "train", "train"]
    assert SplitShares() == SplitShares(dev=10, test=10)
    assert split_of(names[0], SplitShares(0, 0)) is Split.TRAIN


@pytest.mark.parametrize(("dev", "test"), [(-1, 0), (0, -1), (50, 0), (0, 50)])
def test_a_split_takes_less_than_half(dev, test):
    with pytest.raises(Invalid) as caught:
        SplitShares(dev, test)
    assert caught.value.code == "split_shares"
    assert SplitShares(49, 49) == SplitShares(dev=49, test=49)


FILES = [
    ReleaseFile(name, f"releases/1/{name}", 3, digit * 64, "text/plain") for name, digit in (("b", "0"), ("a", "f"))
]


def test_checksums_are_what_sha256sum_reads_by_name():
    text = write_checksums(FILES)
    assert text == f"{'f' * 64}  a\n{'0' * 64}  b\n"
    assert read_checksums(text) == {"a": "f" * 64, "b": "0" * 64}
    assert release_digest(text) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("line", ["", "x", "0" * 64, f"{'0' * 63}  a", f"{'0' * 64} a", f"{'g' * 64}  a"])
def test_what_is_no_list_of_checksums_is_refused(line):
    for text in (line, f"{'f' * 64}  a\n{line or 'x'}\n"):
        with pytest.raises(Invalid) as caught:
            read_checksums(text)
        assert caught.value.code == "checksums_malformed"


def totals(*lines):
    found = ReleaseTotals()
    for line in lines:
        found.add(line)
    return found


def test_sums_are_those_of_the_lines():
    other = a_line(speaker="c3d4", settled_by="reviewer", split="dev", language="hi", traits={"age": "forties"})
    found = totals(LINE, other, a_line(confidence=0.5, duration=1.0, collection="bn-talk", consent_version="2"))
    assert (found.clips, found.seconds, found.reviewed, found.confidence) == (3, 8.5, 1, 0.93 + 0.93 + 0.5)
    assert dict(found.splits) == {"train": 2, "dev": 1}
    assert dict(found.languages) == {"bn": 2, "hi": 1}
    assert dict(found.licences) == {"CC0-1.0": 3}
    assert dict(found.consents) == {"bn-read 1": 2, "bn-talk 2": 1}
    assert dict(found.trait("age")) == {"twenties": 1, "forties": 1}
    assert dict(found.trait("gender")) == {"female": 1, "not said": 1}


def test_before_the_first_line_all_is_nothing():
    assert ReleaseTotals() == totals()
    assert (ReleaseTotals().clips, ReleaseTotals().seconds, ReleaseTotals().confidence) == (0, 0.0, 0.0)


def sheet(release, found):
    return "\n".join(datasheet(release, found, [a_collection()]))


def test_a_datasheet_says_what_there_is():
    other = a_line(speaker="c3d4", settled_by="reviewer", confidence=1.0, duration=3_600.0, traits={})
    told = sheet(a_release(3), totals(LINE, other))
    assert told.startswith(
        "# bn-read-v3\n\n2 clips, 1.00 hours, 2 speakers. Licence: CC0-1.0.\n\n## What the collections"
    )
    assert "\n\n## How it was made\n\n" in told
    assert "## How sure the texts are\n\n" in told
    assert "exactly right: 0.965. Settled by a reviewer: 1 clip." in told
    assert "\n## Languages\n\n| | clips |\n|---|---|\n| bn | 2 |\n" in told
    assert "\n## Licences\n\n| | clips |\n|---|---|\n| CC0-1.0 | 2 |\n" in told
    assert "\n## Consent (collection and version)\n\n| | clips |\n|---|---|\n| bn-read 1 | 2 |\n" in told
    assert "\n## Splits\n\n| | clips |\n|---|---|\n| train | 2 |\n" in told
    assert "\n## Speakers by age\n\n| | speakers |\n|---|---|\n| not said | 1 |\n| twenties | 1 |\n" in told
    assert "\n## Speakers by gender\n\n" in told
    assert "\n## Speakers by dialect\n\n| | speakers |\n|---|---|\n| Sylheti | 1 |\n| not said | 1 |\n" in told
    assert "\n\n## How to use it\n\n" in told
    assert "was left out" not in told.split("## How sure")[0]


def test_a_datasheet_says_from_which_confidence_on_texts_went_out():
    told = sheet(a_release(selection=a_selection(min_confidence=0.85)), totals(LINE))
    assert "\n\nA consensus below a confidence of 0.85 was left out.\n\n## How sure" in told


def test_a_datasheet_of_nothing_divides_by_nothing():
    assert "exactly right: 0.000." in sheet(a_release(), totals())

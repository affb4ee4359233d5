"""What others' writers write is read back as it was meant, whatever is in the texts, with CRLF and a mark in front."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpora_written as written
from manifest_lines import a_line
from shrutik_core.releases.formats import common_voice, csv, jsonl, ljspeech
from shrutik_core.releases.formats.delimited import pipe_line, tsv_line

FORMATS = {
    "common_voice": (written.common_voice, "\t", False),
    "ljspeech": (written.ljspeech, "|", False),
    "table": (written.table, "", False),
    "objects": (written.objects, "", False),
    "kaldi": (written.kaldi, "", True),
    "kaldi_cut": (written.kaldi_cut, "", True),
    "nemo": (written.nemo, "", False),
    "lhotse": (written.lhotse, "", False),
    "cuts": (written.cuts, "", False),
}
ONE_VOICE = {"ljspeech"}
CUT = {"kaldi_cut", "lhotse", "cuts"}


@pytest.mark.property
@pytest.mark.parametrize("name", FORMATS)
@settings(suppress_health_check=[HealthCheck.differing_executors])
@given(data=st.data(), end=st.sampled_from(["\n", "\r\n"]), mark=st.sampled_from(["", "\ufeff"]))
def test_what_is_written_is_read_back(name, data, end, mark):
    write, barred, words = FORMATS[name]
    found = data.draw(written.corpora(barred, words=words))
    read = written.utterances(write(found, end, mark))
    assert [one.text for one in read] == [written.kept(said.text) for said in found]
    assert [one.speaker for one in read] == [None if name in ONE_VOICE else said.speaker for said in found]
    times = [(said.start, said.start + said.length) if name in CUT else (None, None) for said in found]
    assert [(one.start_s, one.end_s) for one in read] == times
    assert [one.id or one.audio.removesuffix(".wav") for one in read] == [
        f"{said.name}.mp3" if name == "common_voice" else said.name for said in found
    ]


def names_and_texts(files, wanted=None):
    return [(one.audio, one.text) for one in written.utterances(files, wanted)]


def joined(lines):
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.property
@given(st.lists(written.texts(), min_size=1, max_size=5))
def test_our_own_releases_are_read_back(texts):
    """A format that cannot hold a bar or a tab has a space there; the others give the very text."""
    lines = [
        a_line(clip=f"c{number}", path=f"clips/c{number}.flac", text=text, split="dev")
        for number, text in enumerate(texts)
    ]
    places = [line.path for line in lines]
    exact = [(place, written.kept(text)) for place, text in zip(places, texts, strict=True)]
    assert names_and_texts({"metadata.csv": joined(csv.write_csv(lines))}) == exact
    assert names_and_texts({"metadata.jsonl": joined(jsonl.write_jsonl(lines))}) == exact
    tabbed = [written.kept(tsv_line([text])) or None for text in texts]
    tables = {file.name: joined(file.write(lines)) for file in common_voice.FILES}
    assert names_and_texts(tables) == list(zip(places, tabbed, strict=True))
    barred = [written.kept(pipe_line([text])) or None for text in texts]
    assert names_and_texts({"ljspeech.csv": joined(ljspeech.write_ljspeech(lines))}) == list(
        zip(places, barred, strict=True)
    )


def test_a_release_says_speaker_split_and_language_too():
    line = a_line(text='=1+1, "so"\nto say')
    for files in (
        {"metadata.csv": joined(csv.write_csv([line]))},
        {"metadata.jsonl": joined(jsonl.write_jsonl([line]))},
        {file.name: joined(file.write([line])) for file in common_voice.FILES},
    ):
        (one,) = written.utterances(files)
        assert (one.speaker, one.split, one.language) == (line.speaker, line.split, "bn")


@pytest.mark.property
@given(st.binary(max_size=300), st.sampled_from(["validated.tsv", "metadata.csv", "metadata.jsonl", "cuts.jsonl"]))
def test_whatever_the_bytes_are_each_line_is_read_or_told(raw, name):
    heads = {"validated.tsv": b"client_id\tpath\tsentence\n", "metadata.csv": b"path,text,speaker\n"}
    for one in written.read({name: heads.get(name, b'{"audio": "a"}\n') + raw}, "lhotse" if "cuts" in name else None):
        assert str(one)

"""What others' writers write is read back as it was meant, whatever is in the texts, with CRLF and a mark in front."""

import json

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import corpora_written as written
from manifest_clips import CLIP
from shrutik_core.releases.views.audiofolder import AUDIOFOLDER
from shrutik_core.releases.views.common_voice import COMMON_VOICE
from shrutik_core.releases.views.csv import CSV
from shrutik_core.releases.views.jsonl import JSONL
from shrutik_core.releases.views.kaldi import kaldi
from shrutik_core.releases.views.ljspeech import LJSPEECH
from shrutik_core.releases.views.quoting import bar_cell, one_line
from shrutik_core.releases.views.sorting import SortingInMemory
from views_scene import release

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


def exported(view, texts):
    """Clips with these texts as a view of them is exported, and where their sounds lie in the folder."""
    clips = [replace(CLIP, clip=f"{number:032x}", text=text) for number, text in enumerate(texts)]
    made = release(clips)
    files = {
        name: data.decode()
        for name, data in made.written(view, about=attrs.evolve(made.about, clips="clips")).files.items()
    }
    told = {"release": "bn-read-v2", "sound": "flac_16k", "software": {}}
    return files | {"about.json": json.dumps(told)}, [view.clip_file(clip) for clip in made.clips]


@pytest.mark.property
@pytest.mark.parametrize(
    ("view", "kept"),
    [(CSV, str), (JSONL, str), (COMMON_VOICE, str), (LJSPEECH, bar_cell), (AUDIOFOLDER, str)],
    ids=lambda one: str(one)[:8],
)
@settings(suppress_health_check=[HealthCheck.differing_executors])
@given(texts=st.lists(written.texts(), min_size=1, max_size=5))
def test_our_own_exports_are_read_back(view, kept, texts):
    """A format that cannot hold a bar or a tab has a space there; the others give the very text."""
    files, places = exported(view, texts)
    kept_texts = [written.kept(kept(text)) or None for text in texts]
    assert names_and_texts(files) == list(zip(places, kept_texts, strict=True))


@pytest.mark.property
@settings(suppress_health_check=[HealthCheck.differing_executors])
@given(texts=st.lists(written.texts(), min_size=1, max_size=5))
def test_our_own_data_folders_of_kaldi_are_read_back_from_the_folder_above_them(texts):
    """They are sorted by utterance, and clips without a word are left out."""
    files, places = exported(kaldi(SortingInMemory), texts)
    said = {place: written.kept(one_line(text)) for place, text in zip(places, texts, strict=True)}
    assert dict(names_and_texts(files)) == {place: text for place, text in said.items() if text}


def test_an_export_says_speaker_split_and_language_too():
    for view in (CSV, JSONL, COMMON_VOICE, AUDIOFOLDER):
        files, _ = exported(view, ['=1+1, "so"\nto say'])
        (one,) = written.utterances(files)
        assert (one.text, one.speaker, one.split, one.language) == ('=1+1, "so"\nto say', CLIP.speaker, "train", "bn")


@pytest.mark.property
@given(st.binary(max_size=300), st.sampled_from(["validated.tsv", "metadata.csv", "metadata.jsonl", "cuts.jsonl"]))
def test_whatever_the_bytes_are_each_line_is_read_or_told(raw, name):
    heads = {"validated.tsv": b"client_id\tpath\tsentence\n", "metadata.csv": b"path,text,speaker\n"}
    for one in written.read({name: heads.get(name, b'{"audio": "a"}\n') + raw}, "lhotse" if "cuts" in name else None):
        assert str(one)

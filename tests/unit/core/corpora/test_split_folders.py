"""A folder for each split: told from the folder above, with paths that stay in it."""

import pytest

import corpora_written as written
from shrutik_core.corpora.places import path_within
from shrutik_core.shared.errors import Invalid

KALDI = {
    "train/wav.scp": "a ../clips/a.flac\n",
    "train/text": "a one\n",
    "train/utt2spk": "a ana\n",
    "test/wav.scp": "b b.flac\nc ../../c.flac\n",
    "test/text": "b two\n",
}
ROW = '{"file_name": "a.wav", "text": "one", "speaker": "ana"}\n'


def told(files, wanted=None, **hints):
    return [(str(one.place), one.audio, one.split, one.speaker) for one in written.utterances(files, wanted, **hints)]


def test_paths_in_the_folder_of_a_split_begin_there_and_its_name_is_the_split():
    files = KALDI | {"test/wav.scp": "b b.flac\n"}
    assert told(files) == [
        ("test/wav.scp, line 1", "test/b.flac", "test", None),
        ("train/wav.scp, line 1", "clips/a.flac", "train", "ana"),
    ]
    assert told(files, "kaldi") == told(files)


def test_a_path_that_leads_out_is_told_with_its_folder():
    ((line, detail),) = written.problems(KALDI)
    assert line == 2
    assert "'test/../../c.flac' does not lead to a file in the folder" in detail
    ((_, detail),) = written.problems({"wav.scp": "a ../clips/a.flac\n"})
    assert detail.endswith("; bring the folder above it, if that holds the file.")


def test_a_path_under_a_root_begins_at_the_folder_that_is_brought():
    files = {"train/wav.scp": "a /data/c/a.flac\n"}
    assert told(files, roots=("/data/c",)) == [("train/wav.scp, line 1", "a.flac", "train", None)]
    assert len(written.problems(files)) == 1


def test_an_audiofolder_has_its_table_beside_its_sounds():
    files = {"train/metadata.jsonl": ROW, "dev/metadata.csv": "file_name,text\nb.wav,two\n", "dev/text": "a b\n"}
    found = [("dev/metadata.csv, line 2", "dev/b.wav", "dev", None)]
    found += [("train/metadata.jsonl, line 1", "train/a.wav", "train", "ana")]
    assert told(files) == told(files, "audiofolder") == found


def test_folders_are_looked_at_only_if_nothing_is_told_at_the_top():
    top = {"metadata.csv": "path,text\na.wav,one\n"}
    assert [one[1] for one in told(top | {"train/metadata.jsonl": ROW})] == ["a.wav"]
    assert [one[1] for one in told({"wav.scp": "a a.flac\n"} | KALDI)] == ["a.flac"]
    assert [one[1] for one in told(top, "audiofolder")] == ["a.wav"]


def test_folders_of_two_formats_are_asked_about():
    with pytest.raises(Invalid) as error:
        written.read(KALDI | {"train/metadata.jsonl": ROW})
    assert "looks like kaldi and audiofolder" in error.value.detail


@pytest.mark.parametrize(
    ("path", "found"),
    [("a/../b.wav", "b.wav"), ("a/./c/../../b.wav", "b.wav"), ("a/b/../c.wav", "a/c.wav"), ("a/..b.wav", "a/..b.wav")],
)
def test_a_path_may_go_up_as_long_as_it_stays_inside(path, found):
    assert path_within(path) == found


@pytest.mark.parametrize("path", ["..", "a/..", "a/../..", "a/../../a/b.wav", "a/ .. /b.wav", "/a/../b.wav", "../a"])
def test_a_path_that_goes_out_on_its_way_is_refused(path):
    with pytest.raises(Invalid) as error:
        path_within(path)
    assert error.value.code == "path_outside"


@pytest.mark.parametrize("header", ["Path,Text,Speaker", "PATH,TEXT,SPEAKER", "File_Name,Sentence,Client_ID"])
def test_the_columns_of_a_table_may_be_in_capitals(header):
    (one,) = written.utterances({"my.csv": f"{header},Gender\na.wav,hi,ana,female\n"})
    assert (one.audio, one.text, one.speaker, one.traits) == ("a.wav", "hi", "ana", {"gender": "female"})


def test_so_may_the_keys_of_an_object_and_the_column_that_names_the_speaker():
    (one,) = written.utterances({"my.jsonl": '{"Audio": "a.wav", "Who": "ana", "who": "bo"}\n'}, speaker_column="Who")
    assert one.speaker == "ana"
    (one,) = written.utterances({"my.csv": "Path,Who\na.wav,ana\n"}, speaker_column="who")
    assert one.speaker == "ana"
    (one,) = written.utterances({"my.csv": "Path,who\na.wav,ana\n"}, speaker_column="Who")
    assert one.speaker == "ana"

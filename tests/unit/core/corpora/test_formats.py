"""The traps of each format, and what is told of a line that cannot be used."""

import json

import pytest

import corpora_written as written
from shrutik_core.corpora.formats import table
from shrutik_core.people.traits import Trait
from shrutik_core.shared.errors import Invalid

HEAD = "client_id\tpath\tsentence"


def test_common_voice_brings_a_clip_once_and_knows_its_split():
    files = {
        "train.tsv": f"{HEAD}\na\t1.mp3\tone\n",
        "test.tsv": f"{HEAD}\nb\t2.mp3\ttwo\n",
        "validated.tsv": f"{HEAD}\na\t1.mp3\tone\nb\t2.mp3\ttwo\nc\t3.mp3\tthree\n",
        "other.tsv": f"{HEAD}\nd\t4.mp3\tfour\n",
        "invalidated.tsv": f"{HEAD}\ne\t5.mp3\tfive\n",
    }
    found = [(one.audio, one.split) for one in written.utterances(files)]
    assert found == [("clips/1.mp3", "train"), ("clips/2.mp3", "test"), ("clips/3.mp3", None), ("clips/4.mp3", None)]


def test_common_voice_takes_columns_by_name_and_quotes_as_letters():
    text = 'sentence\tgender\tpath\tclient_id\tage\taccents\n"He said\t\tfemale_feminine\n'
    assert written.problems({"train.tsv": text})[0][0] == 2
    text = 'sentence\tgender\tpath\tclient_id\tage\taccents\n"He said\tfemale_feminine\t1.mp3\tx\tnineties\tSylheti\n'
    (one,) = written.utterances({"train.tsv": text})
    assert one.text == '"He said'
    assert one.traits == {Trait.GENDER: "female", Trait.AGE: "eighties", Trait.ACCENT: "Sylheti"}


def test_what_cannot_be_said_of_a_speaker_here_is_a_remark():
    (one,) = written.utterances({"train.tsv": f"{HEAD}\tage\tgender\nx\t1.mp3\thi\told\tunknown\n"})
    assert one.traits == {}
    assert len(one.remarks) == 1
    assert "'old' is not kept" in one.remarks[0]


@pytest.mark.parametrize(
    ("files", "line", "words"),
    [
        ({"train.tsv": "path\tsentence\n1.mp3\thi\n"}, 1, "lacks client_id"),
        ({"train.tsv": f"{HEAD}\nx\t1.mp3\n"}, 2, "2 fields and the header 3"),
        ({"train.tsv": f"{HEAD}\nx\t../../etc/passwd\thi\n"}, 2, "does not lead to a file in the folder"),
        ({"train.tsv": f"{HEAD}\nx\ta\\b.mp3\thi\n"}, 2, "does not lead to a file in the folder"),
        ({"train.tsv": f"{HEAD}\nx\t1.mp3\t".encode() + b"\xff\n"}, 2, "half a character"),
        ({"metadata.csv": "a|b\nc|d|e|f\n"}, 2, "4 fields"),
        ({"metadata.csv": "a|b\n|d\n"}, 2, "does not lead to a file"),
        ({"wav.scp": "r sph2pipe -f wav r.sph |\n"}, 1, "is a command, and Shrutik runs none"),
        ({"wav.scp": "r | cat r.wav\n"}, 1, "is a command, and Shrutik runs none"),
        ({"wav.scp": "r raw.ark:1234\n"}, 1, "is an archive"),
        ({"wav.scp": "r /etc/r.wav\n"}, 1, "does not lead to a file in the folder"),
        ({"wav.scp": "r\n"}, 1, "does not lead to a file in the folder"),
        ({"wav.scp": "r r.wav\n", "segments": "u r 2 1\n"}, 1, "ends after it begins"),
        ({"wav.scp": "r r.wav\n", "segments": "u r -2 1\n"}, 1, "begins at 0 seconds or later"),
        ({"wav.scp": "r r.wav\n", "segments": "u r x 1\n"}, 1, "must be a number of seconds"),
        ({"wav.scp": "r r.wav\n", "segments": "u r 1\n"}, 1, "utterance, recording, start and end"),
        ({"wav.scp": "r r.wav\n", "segments": "u q 0 1\n"}, 1, "names no sound for 'q'"),
        ({"m.json": '{"audio_filepath": "a.wav"}\n{"audio_filepath": ""}\n'}, 2, "no audio_filepath"),
        ({"m.json": '{"audio_filepath": "a.wav"}\n[1]\n'}, 2, "not an object"),
        ({"m.json": '{"audio_filepath": "a.wav"}\n' + "[" * 99_999 + "\n"}, 2, "not JSON"),
        ({"m.json": '{"audio_filepath": "a.wav"}\n{"audio_filepath": ["b"]}\n'}, 2, "must be a text"),
        ({"m.json": '{"audio_filepath": "a.wav", "offset": NaN}\n'}, 1, "number of seconds"),
        ({"m.json": '{"audio_filepath": "a.wav", "offset": 1e999}\n'}, 1, "begins at 0 seconds or later"),
        ({"m.json": '{"audio_filepath": "a.wav", "text": "\\ud800"}\n'}, 1, "half a character"),
        ({"m.json": '{"audio_filepath": "a.wav", "lang": "?"}\n'}, 1, "language tag"),
        ({"cuts.jsonl": '{"type": "MixedCut", "tracks": []}\n'}, 1, "no recording"),
        ({"cuts.jsonl": '{"recording": {"sources": [{"type": "url", "source": "a"}]}}\n'}, 1, "is url, and not one"),
        ({"cuts.jsonl": '{"recording": {"sources": 3}}\n'}, 1, "list of objects"),
        ({"my.csv": 'path,text\na.wav,"b" c\n'}, 2, "quotes are not right"),
        ({"my.csv": 'path,text\na.wav,"b\nc.wav,d\n'}, 2, "quotes are not right"),
        ({"my.csv": "path,text\na.wav\n"}, 2, "1 fields, and the header 2"),
        ({"my.csv": "path,text\n,hi\n"}, 2, "names no file"),
        ({"my.csv": "path,text,end\na.wav,hi,3\n"}, 2, "give start and end"),
        ({"metadata.jsonl": '{"path": "a.wav"}\nno\n'}, 2, "not JSON"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_with_its_number(files, line, words):
    ((told, detail),) = written.problems(files)
    assert told == line
    assert words in detail


def test_the_lines_behind_a_bad_one_are_read():
    assert [type(one).__name__ for one in written.read({"my.csv": 'path,text\na,"b" c\nd,e\n'})] == [
        "LineProblem",
        "BroughtUtterance",
    ]


def test_quotes_within_a_field_of_csv_and_at_its_edge_in_tsv_are_letters():
    (one,) = written.utterances({"my.csv": 'path,text\na.wav,say "hi"\n'})
    assert one.text == 'say "hi"'
    (one,) = written.utterances({"my.tsv": 'path\ttext\na.wav\t"hi\n'})
    assert one.text == '"hi'


def test_a_table_may_part_its_fields_by_semicolons_and_name_the_speaker_otherwise():
    (one,) = written.utterances({"my.csv": "file;text;who\na.wav;one, two;Ana\n"}, speaker_column="who")
    assert (one.audio, one.text, one.speaker) == ("a.wav", "one, two", "Ana")
    ((_, detail),) = written.problems({"my.csv": "file;text\na.wav;one\n"}, speaker_column="who")
    assert "no column 'who'" in detail


@pytest.mark.parametrize(
    ("word", "synthetic"),
    [("yes", True), ("True", True), ("1", True), ("", False), ("no", False), ("FALSE", False), ("0", False)],
)
def test_a_column_says_which_voices_are_synthetic(word, synthetic):
    (one,) = written.utterances({"my.csv": f"path,text,synthetic\na.wav,one,{word}\n"})
    assert one.synthetic is synthetic


def test_an_object_says_so_by_a_truth_value_and_whoever_brings_a_folder_of_all():
    lines = '{"audio_filepath": "a.wav", "synthetic": true}\n{"audio_filepath": "b.wav"}\n'
    assert [one.synthetic for one in written.utterances({"m.json": lines})] == [True, False]
    assert [one.synthetic for one in written.utterances({"m.json": lines}, synthetic=True)] == [True, True]


def test_a_voice_that_may_be_synthetic_is_asked_about():
    ((_, detail),) = written.problems({"my.csv": "path,text,synthetic\na.wav,one,perhaps\n"})
    assert detail == "synthetic must be yes or no, not 'perhaps'."


def test_kaldi_reads_tabs_as_spaces_and_minus_one_as_the_end():
    files = {"wav.scp": "r\tr.wav\n", "segments": "u r 0.5 -1\n", "text": "u\tone two\n", "utt2spk": "u s\n"}
    (one,) = written.utterances(files | {"spk2gender": "s f\n", "utt2lang": "u bn\n"})
    assert (one.text, one.start_s, one.end_s, one.speaker, one.language) == ("one two", 0.5, None, "s", "bn")
    assert one.traits == {Trait.GENDER: "female"}


def test_roots_are_taken_off_paths():
    files = {"wav.scp": "r /data/c/a/r.wav\nq data/q.wav\n"}
    found = [one.audio for one in written.utterances(files, roots=("/data/c/", "data"))]
    assert found == ["a/r.wav", "q.wav"]


def test_a_supervision_of_one_channel_of_two_is_told():
    source = {"type": "file", "channels": [0, 1], "source": "a.wav"}
    cut = {
        "recording": {"sources": [source]},
        "supervisions": [{"id": "u", "channel": 1}, {"id": "v", "channel": [0, 1]}],
    }
    one, other = written.read({"cuts.jsonl": json.dumps(cut) + "\n"})
    assert "one channel of several" in one.detail
    assert other.id == "v"


def test_a_cut_without_supervisions_is_an_utterance_without_words():
    cut = {"id": "c", "start": 2.0, "duration": 1.0, "recording": {"sources": [{"type": "file", "source": "a.wav"}]}}
    (one,) = written.utterances({"cuts.jsonl": json.dumps(cut) + "\n"})
    assert (one.id, one.start_s, one.end_s, one.text) == ("c", 2.0, 3.0, None)


def test_the_text_as_it_is_spoken_is_what_people_hear():
    found = written.utterances({"metadata.csv": "a|In 1829|In eighteen twenty-nine\nb|hi|\nc|hi\n"})
    assert [one.text for one in found] == ["In eighteen twenty-nine", "hi", "hi"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "has no files of"),
        ({"notes.csv": "who,what\n"}, "has no files of"),
        ({"wav.scp": "", "train.tsv": ""}, "looks like common_voice and kaldi"),
    ],
)
def test_a_folder_of_no_format_or_of_two_is_asked_about(files, said):
    with pytest.raises(Invalid, match=said) as error:
        written.read(files)
    assert error.value.code == "corpus_format_unknown"
    with pytest.raises(Invalid, match="is not a format"):
        written.read(files, "timit")


def test_a_table_of_the_usual_name_comes_before_others():
    files = {"metadata.csv": "path,text\na.wav,one\n", "more.csv": "path,text\nb.wav,two\n"}
    assert [one.audio for one in written.utterances(files)] == ["a.wav"]
    assert not table.lies_in(written.opened({"a.csv": "path\nx\n", "b.csv": "path\ny\n"}))

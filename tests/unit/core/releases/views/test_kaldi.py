"""Kaldi: data folders, sorted as its tools want them."""

from hypothesis import given

from manifest_clips import CLIP, a_clip
from shrutik_core.releases.views.kaldi import kaldi
from shrutik_core.releases.views.quoting import one_line
from shrutik_core.releases.views.sorting import SortingInMemory
from views_scene import SOME, SPLITS, release, releases

KALDI = kaldi(SortingInMemory)
MAPS = ("wav.scp", "text", "utt2spk", "utt2dur", "reco2dur")


def mapping(files, name):
    return dict(line.split(maxsplit=1) for line in files.lines(name))


def test_an_utterance_is_speaker_and_clip():
    files = release([CLIP]).written(KALDI)
    clip, speaker = "7f0c" * 8, "a1b2" * 8
    utterance = f"{speaker}-{clip}"
    assert {name: files.lines(f"train/{name}") for name in (*MAPS, "spk2utt")} == {
        "wav.scp": [f"{utterance} ../../../clips/train/{clip}.flac"],
        "text": [f"{utterance} আমি গান গাই"],
        "utt2spk": [f"{utterance} {speaker}"],
        "utt2dur": [f"{utterance} 3.75"],
        "reco2dur": [f"{utterance} 3.75"],
        "spk2utt": [f"{speaker} {utterance}"],
    }
    assert files.text("dev/text") == ""


def test_a_speaker_has_one_line_with_all_utterances():
    found = [a_clip(clip=f"{n:032x}", speaker=f"{n % 2:032x}") for n in range(5)]
    lines = release(found).written(KALDI).lines("train/spk2utt")
    assert lines == [
        f"{speaker:032x} " + " ".join(f"{speaker:032x}-{n:032x}" for n in range(5) if n % 2 == speaker)
        for speaker in range(2)
    ]


def test_a_clip_without_a_word_is_left_out():
    files = release([a_clip(text=" \n"), a_clip(clip="0" * 32)]).written(KALDI)
    assert len(files.lines("train/text")) == 1


@SOME
@given(releases())
def test_all_files_of_a_folder_are_sorted_and_of_the_same_utterances(made):
    files = made.written(KALDI)
    for split in SPLITS:
        wanted = {f"{c.speaker}-{c.clip}": one_line(c.text) for c in made.kept if c.split == split}
        wanted = {utterance: text for utterance, text in wanted.items() if text}
        assert mapping(files, f"{split}/text") == wanted
        for name in MAPS:
            lines = files.lines(f"{split}/{name}")
            assert [line.split()[0] for line in lines] == sorted(wanted)
            assert lines == sorted(lines, key=str.encode)
        speakers = list(mapping(files, f"{split}/utt2spk").values())
        assert speakers == sorted(speakers)
        pairs = [line.split() for line in files.lines(f"{split}/spk2utt")]
        assert [(speaker, one) for speaker, *those in pairs for one in those] == [
            (one.split("-")[0], one) for one in sorted(wanted)
        ]
        assert len({speaker for speaker, *_ in pairs}) == len(pairs)

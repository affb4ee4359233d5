"""kaldiio reads the data folders: clips as FLAC in the release, as WAV where they were exported."""

import subprocess

import pytest
import soundfile

from release_folder_scene import samples
from shrutik_core.releases.views.quoting import one_line
from shrutik_core.releases.views.sound import SoundForm

kaldiio = pytest.importorskip("kaldiio", reason="kaldiio is not installed here; nox -s loaders brings it")


def absolute(folder, target):
    """wav.scp with paths from the root, as recipes make them of ours."""
    lines = [line.split(" ", 1) for line in (folder / "wav.scp").read_text("utf-8").splitlines()]
    target.write_text("".join(f"{one} {(folder / path).resolve()}\n" for one, path in lines), encoding="utf-8")
    return target


def check(folder, made, split, tmp_path):
    wanted = {f"{c.speaker}-{c.clip}": c for c in made.release.kept if c.split == split and one_line(c.text)}
    found = kaldiio.load_scp(str(absolute(folder / split, tmp_path / "wav.scp")))
    assert sorted(found) == sorted(wanted)
    for utterance, (rate, heard) in found.items():
        assert rate == 16_000
        # It gives WAV as integers and FLAC with full scale at 1.
        full = 1 if heard.dtype.kind == "i" else 32_768
        assert (heard * full == samples(made.sounds[wanted[utterance].clip], soundfile)).all()
    texts = dict(line.split(" ", 1) for line in (folder / split / "text").read_text("utf-8").split("\n") if line)
    assert texts == {utterance: one_line(clip.text) for utterance, clip in wanted.items()}


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_clips_that_lie_beside_the_shards_are_found(split, folder, made, tmp_path):
    check(folder / "views/kaldi", made, split, tmp_path)


@pytest.mark.parametrize("form", [SoundForm.WAV_16K, SoundForm.FLAC_16K])
def test_clips_that_were_exported_are_found(form, exported, made, tmp_path):
    check(exported("kaldi", form), made, "train", tmp_path)


@pytest.mark.parametrize("name", ["wav.scp", "text", "utt2spk", "spk2utt", "utt2dur", "reco2dur"])
def test_files_are_sorted_as_sort_does(name, folder):
    for split in ("train", "dev", "test"):
        path = folder / "views/kaldi" / split / name
        subprocess.run(["sort", "-c", "-u", str(path)], env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, check=True)

"""Lhotse reads cuts of each split, the shards as Shar, blanked clips among them, and imports our Kaldi folders."""

import json

import numpy as np
import pytest
import soundfile

from release_folder_scene import samples
from shrutik_core.releases.views.quoting import one_line
from shrutik_core.releases.views.sound import SoundForm

lhotse = pytest.importorskip("lhotse", reason="lhotse is not installed here; nox -s loaders brings it, with torch")
recipes = pytest.importorskip("lhotse.recipes.utils", reason="lhotse needs torch; nox -s loaders brings it")
kaldi = pytest.importorskip("lhotse.kaldi", reason="lhotse needs torch; nox -s loaders brings it")
SPLITS = ["train", "dev", "test"]


def same(cut, data):
    heard = cut.load_audio()
    wanted = samples(data, soundfile) / 32_768
    return heard.shape == (1, len(wanted)) and np.array_equal(heard[0], wanted.astype(np.float32))


@pytest.mark.parametrize("split", SPLITS)
def test_cuts_are_those_of_the_manifest(split, folder, made):
    cuts = lhotse.CutSet.from_file(folder / f"views/lhotse/cuts_{split}.jsonl.gz")
    cuts = cuts.with_recording_path_prefix(str(folder / "views/lhotse")).to_eager()
    lhotse.validate(cuts, read_data=True)
    wanted = [clip for clip in made.release.kept if clip.split == split]
    assert [(cut.id, cut.supervisions[0].text, cut.num_samples) for cut in cuts] == [
        (clip.clip, clip.text, clip.num_samples) for clip in wanted
    ]
    assert all(same(cut, made.sounds[cut.id]) for cut in cuts)
    assert {cut.supervisions[0].speaker for cut in cuts} == {clip.speaker for clip in wanted}


def test_recordings_and_supervisions_are_found_by_their_usual_names(folder, made):
    found = recipes.read_manifests_if_cached(dataset_parts=SPLITS, output_dir=folder / "views/lhotse", prefix="")
    for split in SPLITS:
        lhotse.validate_recordings_and_supervisions(
            **{kind: found[split][kind].to_eager() for kind in ("recordings", "supervisions")}
        )
    count = sum(len(found[split]["recordings"]) for split in SPLITS)
    assert count == len(made.release.kept)


@pytest.mark.parametrize("split", SPLITS)
def test_the_shards_are_read_as_shar(split, folder, made):
    views = folder / "views/lhotse"
    fields = json.loads((views / "shar_index.json").read_text("utf-8"))[split]
    found = list(
        lhotse.CutSet.from_shar(fields={name: [str(views / one) for one in those] for name, those in fields.items()})
    )
    assert [cut.id for cut in found] == [clip.clip for clip in made.release.of(split)]
    for cut, clip in zip(found, made.release.of(split), strict=True):
        assert cut.num_samples == clip.num_samples
        if clip.withdrawn:
            assert not cut.supervisions
            assert not cut.load_audio().any()
        else:
            assert cut.supervisions[0].text == clip.text
            assert same(cut, made.sounds[cut.id])


def test_kaldis_folders_are_imported(folder, made):
    for split in SPLITS:
        recordings, supervisions, _ = kaldi.load_kaldi_data_dir(folder / "views/kaldi" / split, sampling_rate=16_000)
        wanted = {
            f"{clip.speaker}-{clip.clip}": clip
            for clip in made.release.kept
            if clip.split == split and one_line(clip.text)
        }
        assert {one.id: one.text for one in supervisions} == {
            utterance: one_line(clip.text) for utterance, clip in wanted.items()
        }
        assert {one.id: one.num_samples for one in recordings} == {
            utterance: clip.num_samples for utterance, clip in wanted.items()
        }
        assert all(one.speaker == wanted[one.id].speaker for one in supervisions)


def test_cuts_that_were_exported_have_their_clips_beside_them(exported, made):
    folder = exported("lhotse", SoundForm.WAV_16K)
    cuts = lhotse.CutSet.from_file(folder / "cuts_train.jsonl.gz").with_recording_path_prefix(str(folder))
    assert all(same(cut, made.sounds[cut.id]) for cut in cuts)

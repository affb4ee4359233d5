"""Every view: the contract, with and without sound, and clips lying where the lines say."""

import io
import json
import posixpath

import pytest
import soundfile

from shrutik_core.releases.views.catalogue import TEXT_VIEWS
from shrutik_core.releases.views.sound import SoundForm
from shrutik_core.testing import contracts
from shrutik_datasets.view_catalogue import sound_views, text_views
from sounds_scene import sounding_release
from views_scene import SPLITS

MADE = sounding_release(24, per_shard=2, withdrawn={0, 7}, seconds=0.05)
TEXTS = text_views()
SOUNDS = sound_views(MADE.open_clip, SoundForm.AS_RECORDED)


class OfRelease(contracts.ViewContract):
    @pytest.fixture
    def about(self):
        return MADE.release.about

    @pytest.fixture
    def clips(self):
        return MADE.release.clips


class TestTextViews(OfRelease):
    @pytest.fixture(params=TEXTS)
    def view(self, request):
        return TEXTS[request.param]


class TestSoundViews(OfRelease):
    @pytest.fixture(params=SOUNDS)
    def view(self, request):
        return SOUNDS[request.param]


def test_every_view_is_listed():
    assert set(TEXTS) == {*TEXT_VIEWS, "parquet"} - {"audiofolder"}
    assert set(SOUNDS) == {*TEXT_VIEWS, "huggingface"} - {"webdataset"}
    assert not any(view.holds_audio for view in TEXTS.values())
    assert all(view.holds_audio and not view.keeps_blank for view in SOUNDS.values())


def of_splits(files, pattern):
    """The splits, each with the lines of its file."""
    return [(split, line) for split in SPLITS for line in files.lines(pattern.format(split))]


PATHS = {
    "csv": lambda files: [line.split(",")[0] for line in files.lines("metadata.csv")[1:]],
    "jsonl": lambda files: [json.loads(line)["audio"] for _, line in of_splits(files, "{}.jsonl")],
    "common_voice": lambda files: [f"clips/{line.split(chr(9))[1]}" for line in files.lines("validated.tsv")[1:]],
    "ljspeech": lambda files: [f"wavs/{line.split('|')[0]}.wav" for line in files.lines("metadata.csv")],
    "kaldi": lambda files: [
        posixpath.normpath(f"{split}/{line.split()[1]}") for split, line in of_splits(files, "{}/wav.scp")
    ],
    "nemo": lambda files: [json.loads(line)["audio_filepath"] for _, line in of_splits(files, "{}_manifest.json")],
    "lhotse": lambda files: [
        json.loads(line)["sources"][0]["source"] for _, line in of_splits(files, "recordings_{}.jsonl.gz")
    ],
    "audiofolder": lambda files: [
        f"{split}/{json.loads(line)['file_name']}" for split, line in of_splits(files, "{}/metadata.jsonl")
    ],
}
"""By view the paths that its lines give, relative to the view's folder."""


@pytest.mark.parametrize("name", sorted(set(SOUNDS) - {"huggingface"}))
def test_every_path_leads_to_its_clip_and_every_clip_is_named(name):
    view = sound_views(MADE.open_clip, SoundForm.WAV_16K)[name]
    files = MADE.release.written(view)
    found = PATHS[name](files)
    sounds = {path for path in files.files if path.endswith(".wav")}
    assert set(found) == sounds
    assert len(found) == len(sounds) == len(MADE.release.kept)
    for path in found:
        samples, rate = soundfile.read(io.BytesIO(files.files[path]), dtype="int16")
        data = MADE.sounds[posixpath.basename(path)[:-4]]
        assert rate == 16_000
        assert (samples == soundfile.read(io.BytesIO(data), dtype="int16")[0]).all()
    assert json.loads(files.text("about.json"))["sound"] == "wav_16k"

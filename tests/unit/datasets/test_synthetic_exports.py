"""Our own exports with sounds say which clips are synthetic, and are read back with it."""

import attrs
import pytest
from msgspec.structs import replace

import corpora_written as written
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.views.sound import SoundForm
from shrutik_datasets.view_catalogue import sound_views
from sounds_scene import sounding_release

MADE = sounding_release(8, per_shard=2, withdrawn=set(), seconds=0.05)
READ_BACK = ("csv", "jsonl", "common_voice", "ljspeech", "nemo", "lhotse", "kaldi", "audiofolder")


@pytest.mark.parametrize("name", READ_BACK)
def test_an_export_is_read_back_with_its_synthetic_voices(name):
    clips = [
        replace(clip, flags=(ClipFlag.SYNTHETIC.value,)) if number % 3 == 0 else clip
        for number, clip in enumerate(MADE.release.clips)
    ]
    view = sound_views(MADE.open_clip, SoundForm.AS_RECORDED)[name]
    files = attrs.evolve(MADE.release, clips=clips).written(view).files
    found = {one.audio.rpartition("/")[2]: one.synthetic for one in written.utterances(files)}
    assert found == {f"{clip.clip}.flac": bool(clip.flags) for clip in clips}

"""A small release as a folder: shards, manifest and views, as the tools of others find it."""

import hashlib
import io

import pyarrow as pa
from msgspec.structs import replace

from shrutik_core.releases.checksums import NAME, write_listed
from shrutik_core.releases.manifest.json_lines import write_line
from shrutik_core.releases.shards.blanking import blank_sound
from shrutik_core.releases.shards.recording_json import recording_json
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.releases.shards.tar_header import end_bytes, padding_bytes, tar_header
from shrutik_core.releases.views.sound import SoundForm
from shrutik_core.releases.views.writing import write_views
from shrutik_datasets.folder_sink import FolderSink
from shrutik_datasets.view_catalogue import sound_views, text_views
from sounds_scene import Sounding, sounding_release
from views_scene import Release

TEXTS = ('সে বলল "না"', '"শুরু', "এক\tদুই", "এক\nদুই", "=1+1", "👩🏽\u200d🚀 গান", "", "আমি, তুমি|সে")
"""What other readers stumble over; all that tools must bring back."""


def a_sounding_release(count=24, withdrawn=(3, 9), **changes):
    """Tones of several splits, shards and speakers, with texts that are hard to read; two clips are withdrawn."""
    return sounding_release(count, per_shard=4, withdrawn=set(withdrawn), texts=TEXTS, **changes)


def shape(clip):
    return SoundShape(clip.sample_rate_hz, clip.channels, clip.bits_per_sample, clip.num_samples)


def write_shard(path, clips, sounds):
    """The shard, and where in it the sound of each clip lies."""
    offsets, at = {}, 0
    with path.open("wb") as file:
        for clip in clips:
            sound = sounds[clip.clip]
            if clip.withdrawn:
                sound = blank_sound(len(sound), shape(clip))
            for ending, data in (("flac", sound), ("json", recording_json(clip.clip, shape(clip)))):
                member = tar_header(f"{clip.clip}.{ending}", len(data)) + data + bytes(padding_bytes(len(data)))
                if ending == "flac":
                    offsets[clip.clip] = at + 512
                at += file.write(member)
        file.write(bytes(end_bytes(at)))
    return offsets


def with_places(made, folder):
    """The release with its shards written and each clip's place in its line."""
    (folder / "shards").mkdir(parents=True)
    offsets = {}
    for shard in (shard for shards in made.release.about.shards.values() for shard in shards):
        clips = [clip for clip in made.release.clips if clip.shard == shard]
        offsets |= write_shard(folder / "shards" / f"{shard}.tar", clips, made.sounds)
    clips = [replace(clip, offset_bytes=offsets[clip.clip]) for clip in made.release.clips]
    return Sounding(Release(made.release.about, clips), made.sounds)


def write_manifest(made, folder):
    (folder / "manifest").mkdir()
    for shard in dict.fromkeys(clip.shard for clip in made.release.clips):
        lines = [write_line(clip) + "\n" for clip in made.release.clips if clip.shard == shard]
        with pa.CompressedOutputStream(str(folder / "manifest" / f"{shard}.jsonl.zst"), "zstd") as file:
            file.write("".join(lines).encode())


def write_release(folder, made=None):
    """A release's folder: what it was made of."""
    made = with_places(made or a_sounding_release(), folder)
    write_manifest(made, folder)
    write_views(made.release.clips, list(text_views().values()), made.release.about, FolderSink(folder))
    files = [path for path in folder.rglob("*") if path.is_file()]
    listed = {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (folder / NAME).write_text(write_listed(listed), encoding="utf-8")
    return made


def write_sound_view(folder, made, name, form=SoundForm.FLAC_16K):
    """One view with its sound, as it is exported: the view's own files and its clips in the folder."""
    view = sound_views(made.open_clip, form)[name]
    write_views(made.release.clips, [view], made.release.about, FolderSink(folder), lambda _: "")


def lay_out_clips(folder, made):
    """The clips as files in the release's folder, as ``tar`` lays them out."""
    for clip in made.release.clips:
        path = folder / "clips" / clip.split / f"{clip.clip}.flac"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.sounds[clip.clip])


def samples(data, soundfile):
    """Of a FLAC file, as integers."""
    return soundfile.read(io.BytesIO(data), dtype="int16")[0]

"""Lhotse's manifests: recordings, supervisions and cuts of each split, and the cuts that read our shards as Shar."""

from collections.abc import Iterator, Mapping

import attrs

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.quoting import json_number, json_text, json_word
from shrutik_core.releases.views.shard_files import ShardFiles
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView

INDEX = "shar_index.json"
_SETS = ("recordings", "supervisions", "cuts")


@attrs.frozen
class _Writing:
    """A recording, a supervision and a cut for each clip, each by the clip's name, and a cut of the shard.

    A blank clip keeps the cut of the shard, without a supervision: Shar reads cuts and members in pairs.
    """

    about: ReleaseAbout
    shards: ShardFiles
    files: Mapping[str, tuple[str, ...]]

    def begin(self) -> Pieces:
        yield from ((name, "") for names in self.files.values() for name in names)
        yield INDEX, "".join(_index(self.about, self.shards))

    def add(self, clip: ManifestLine) -> Pieces:
        c = clip
        _, shar, ended = self.shards.of(c)
        duration = repr(c.num_samples / c.sample_rate_hz)
        channels = ",".join(map(str, range(c.channels)))
        head = f'{{"id":"{c.clip}","sources":[{{"type":'
        tail = (
            f'"}}],"sampling_rate":{c.sample_rate_hz},"num_samples":{c.num_samples},"duration":{duration},'
            f'"channel_ids":[{channels}]}}'
        )
        shown = f"[{channels}]" if c.channels > 1 else "0"
        kind = "MultiCut" if c.channels > 1 else "MonoCut"
        said = "" if c.blank else _supervision(c, duration, shown)
        begun = f'{{"id":"{c.clip}","start":0.0,"duration":{duration},"channel":{shown},"supervisions":[{said}],'
        in_shard = f'{head}"shar","channels":[{channels}],"source":"{tail}'
        cut = f'{begun}"recording":{in_shard},"type":"{kind}"}}\n'
        if c.blank:
            return (*ended, (shar, cut))
        path = f"{self.about.clips}/{c.split}/{c.clip}.{c.encoding}"
        recording = f'{head}"file","channels":[{channels}],"source":"{path}{tail}'
        recordings, supervisions, cuts = self.files[c.split]
        return (
            *ended,
            (recordings, recording + "\n"),
            (supervisions, said + "\n"),
            (cuts, f'{begun}"recording":{recording},"type":"{kind}"}}\n'),
            (shar, cut),
        )

    def close(self) -> Pieces:
        return self.shards.close()


def _supervision(clip: ManifestLine, duration: str, channel: str) -> str:
    c = clip
    return (
        f'{{"id":"{c.clip}","recording_id":"{c.clip}","start":0.0,"duration":{duration},"channel":{channel},'
        f'"text":{json_text(c.text)},"language":{json_word(c.language)},"speaker":"{c.speaker}",'
        f'"gender":{json_word(c.traits.get("gender"))},"custom":{{"text_normalised":{json_text(c.text_normalised)},'
        f'"confidence":{c.confidence!r},"expected_wer":{json_number(c.expected_wer)},"decision":"{c.decision}",'
        f'"recording":"{c.recording}"}}}}'
    )


def _index(about: ReleaseAbout, files: ShardFiles) -> Iterator[str]:
    """By split, the ``fields`` of ``CutSet.from_shar``, with paths relative to the index."""
    yield "{"
    for place, (split, shards) in enumerate(about.shards.items()):
        cuts = ",".join(json_text(files.name(split, number, shard)) for number, shard in enumerate(shards))
        tars = ",".join(json_text(about.shard_path(shard)) for shard in shards)
        yield f'{"," if place else ""}\n"{split}":{{"cuts":[{cuts}],"recording":[{tars}]}}'
    yield "\n}\n"


def _write(about: ReleaseAbout) -> _Writing:
    files = {split: tuple(f"{kind}_{split}.jsonl.gz" for kind in _SETS) for split in about.splits}
    return _Writing(about, ShardFiles(about, "shar/{split}/cuts.{number:06}.jsonl.gz"), files)


LHOTSE = TextView(
    name="lhotse",
    description="Recordings, supervisions and cuts of each split, and Shar cuts of the shards, for Lhotse.",
    media_types={".jsonl.gz": "application/gzip", ".json": "application/json"},
    write=_write,
    keeps_blank=True,
)

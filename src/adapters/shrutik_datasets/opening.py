"""Reads a release clip by clip, sound as arrays, from a folder or an address; nothing is unpacked or installed for it.

from shrutik_datasets.opening import open_release

for clip in open_release("bn-read-v3", split="train"):
    print(clip.text, clip.samples.shape, clip.rate)
"""

import io
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import soundfile

from shrutik_core.releases import checksums, release_json
from shrutik_core.releases.copies.told import ToldRelease, read_told
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.shared.byte_lines import lines_in_blocks
from shrutik_core.shared.errors import Invalid
from shrutik_datasets.release_source import ReleaseSource, source_of
from shrutik_datasets.zstandard_compressor import ZstandardCompressor

_MANIFEST, _ENDING = "manifest/", ".jsonl.zst"
_AT_ONCE = 100
"""Lines that are read together: each by itself, between two sounds, takes twice as long."""
_DTYPES = ("float32", "float64", "int16", "int32")


@attrs.frozen
class OpenedClip:
    """One clip.

    Attributes:
        line: all that the manifest says of it.
        samples: shape ``(num_samples,)`` if it has one channel, or else ``(num_samples, channels)``; floats from -1 to
            1, integers in their full range.
        rate: samples per second.
    """

    line: ManifestLine
    samples: npt.NDArray[Any] = attrs.field(repr=False, eq=False)
    rate: int

    @property
    def text(self) -> str:
        """What is said in it."""
        return self.line.text or ""

    @property
    def speaker(self) -> str:
        """Pseudonym of who says it."""
        return self.line.speaker

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.line.duration_s


@attrs.define(slots=False)
class OpenedRelease:
    """A release that is read from one end to the other, as often as one likes; one shard's block is held at a time.

    Attributes:
        source: where its files are.
        split: ``train``, ``dev``, ``test`` or ``all``; None for every split.
        dtype: of the samples: ``float32``, ``float64``, ``int16`` or ``int32``.
        blank: clips that the last reading passed over, for their speakers took them back.
    """

    source: ReleaseSource
    split: str | None = None
    dtype: str = "float32"
    blank: int = attrs.field(default=0, init=False)

    @cached_property
    def told(self) -> ToldRelease:
        """What the release says of itself."""
        return read_told(b"".join(self.source.blocks(release_json.NAME)))

    @property
    def title(self) -> str:
        """Name and version."""
        return self.told.title

    @cached_property
    def shards(self) -> tuple[str, ...]:
        """The names of its shards, of the split that is read."""
        listed = checksums.read_checksums(b"".join(self.source.blocks(checksums.NAME)).decode())
        names = [name[len(_MANIFEST) : -len(_ENDING)] for name in listed if _is_manifest(name)]
        wanted = [name for name in names if self.split in {None, name.rpartition("-")[0]}]
        if not wanted:
            splits = ", ".join(sorted({name.rpartition("-")[0] for name in names}))
            raise Invalid("split_unknown", f"{self.title} has no split {self.split!r}; it has {splits or 'none'}.")
        return tuple(sorted(wanted, key=lambda name: (name.rpartition("-")[0], len(name), name)))

    def __iter__(self) -> Iterator[OpenedClip]:
        """The clips, shard by shard.

        Raises:
            Missing: if a file is not there.
            Invalid: ``manifest_line``, ``compressed_damaged``, ``shard_short`` or ``sound_unreadable``.
            Unavailable: ``fetch_failed``.
        """
        self.blank = 0
        for shard in self.shards:
            for line, data in self.source.sounds(f"shards/{shard}.tar", self._kept(shard)):
                yield self._decoded(line, data)

    def lines(self) -> Iterator[ManifestLine]:
        """What the manifest says of each clip, those that are blank among them, without reading any sound."""
        for shard in self.shards:
            yield from self._lines(shard)

    def read(self, line: ManifestLine) -> OpenedClip:
        """One clip, wherever it lies, without reading others."""
        ((found, data),) = self.source.sounds(f"shards/{line.shard}.tar", iter([line]))
        return self._decoded(found, data)

    def _kept(self, shard: str) -> Iterator[ManifestLine]:
        for line in self._lines(shard):
            if line.blank:
                self.blank += 1
            else:
                yield line

    def _lines(self, shard: str) -> Iterator[ManifestLine]:
        packed = self.source.blocks(f"{_MANIFEST}{shard}{_ENDING}")
        texts = lines_in_blocks(ZstandardCompressor().unpack(packed))
        while batch := [read_line(text) for text in islice(texts, _AT_ONCE)]:
            yield from batch

    def _decoded(self, line: ManifestLine, data: bytes) -> OpenedClip:
        try:
            samples, rate = soundfile.read(io.BytesIO(data), dtype=self.dtype)
        except soundfile.LibsndfileError as error:
            detail = f"Clip {line.clip} does not decode ({error}); verify the release."
            raise Invalid("sound_unreadable", detail) from error
        return OpenedClip(line, np.asarray(samples), int(rate))


def open_release(
    where: str | Path,
    split: str | None = None,
    *,
    dtype: str = "float32",
    headers: Mapping[str, str] | None = None,
) -> OpenedRelease:
    """A release, to be read clip by clip.

    Args:
        where: its folder, or an address below which its files are, of a server that knows ``Range``.
        split: to read; None for all.
        dtype: of the samples, see `OpenedRelease`.
        headers: sent to the server, such as ``{"Authorization": "Bearer …"}``.

    Raises:
        Invalid: ``dtype_unknown``.
    """
    if dtype not in _DTYPES:
        raise Invalid("dtype_unknown", f"Samples come as {', '.join(_DTYPES)}, not as {dtype!r}.")
    return OpenedRelease(source_of(where, headers or {}), split, dtype)


def _is_manifest(name: str) -> bool:
    return name.startswith(_MANIFEST) and name.endswith(_ENDING)

"""The repository of measures: what decoding clips has shown, kept so that none is decoded twice."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from shrutik_core.releases.shards.sound_shape import MeasuredClip
from shrutik_core.shared.ids import ChunkId


class ClipMeasures(Protocol):
    """The measures of chunks' clips; a chunk's clip never changes, so they hold for good."""

    def of(self, chunks: Iterable[ChunkId]) -> Mapping[ChunkId, MeasuredClip]:
        """Those that are kept."""
        ...

    def keep(self, measures: Mapping[ChunkId, MeasuredClip]) -> None:
        """Keep them; of a chunk that is gone meanwhile, or measured already, nothing is kept."""
        ...

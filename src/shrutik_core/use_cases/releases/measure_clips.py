"""Measure clips: decode each once, in batches that several processors share."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clip_measurer import ClipMeasurer
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.releases.shards.sound_shape import MeasuredClip
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Invalid, Missing

BATCH = 50
"""Clips that are given to a processor at a time: about a tenth of a second of work."""


@attrs.frozen
class ClipFault:
    """A clip that cannot go out.

    Attributes:
        code: ``blob_missing``, ``clip_damaged`` or ``clip_unreadable``.
        detail: what is wrong, for a person.
    """

    code: str
    detail: str


@attrs.frozen
class MeasuredBlob:
    """What came of measuring a clip.

    Attributes:
        blob: the clip; what was found holds for all bytes with its SHA-256, and may be kept by it.
        found: its measures, or what is wrong with it.
    """

    blob: StoredBlob
    found: MeasuredClip | ClipFault


@attrs.frozen
class MeasureClips:
    """Measures one batch of clips; what `measure_all` gives to a pool."""

    blobs: BlobStore
    measurer: ClipMeasurer

    def __call__(self, batch: tuple[StoredBlob, ...]) -> tuple[MeasuredBlob, ...]:
        """What came of each, in their order; a clip at fault is named and does not stop the others."""
        return tuple(MeasuredBlob(blob, self._found(blob)) for blob in batch)

    def _found(self, blob: StoredBlob) -> MeasuredClip | ClipFault:
        try:
            return self._measured(blob)
        except (Invalid, Missing) as error:
            return ClipFault(error.code, error.detail)

    def _measured(self, blob: StoredBlob) -> MeasuredClip:
        with self.blobs.open(blob.key) as stream:
            data = stream.read(blob.size + 1)
        if len(data) != blob.size or hashlib.sha256(data).hexdigest() != blob.sha256:
            raise Invalid("clip_damaged", f"The blob {blob.key} has other bytes than were kept: bring it back.")
        return self.measurer.measure(data)


def measure_all(pool: WorkPool, measure: MeasureClips, clips: Iterable[StoredBlob]) -> Iterator[MeasuredBlob]:
    """What came of each clip, in their order, streamed.

    Args:
        pool: who decodes.
        measure: how.
        clips: those of which nothing is known by their SHA-256.
    """
    for measured in pool.each(measure, _batches(clips)):
        yield from measured


def _batches(clips: Iterable[StoredBlob]) -> Iterator[tuple[StoredBlob, ...]]:
    left = iter(clips)
    while batch := tuple(islice(left, BATCH)):
        yield batch

"""A new chunk: what a planned cut becomes once its clip is stored."""

from collections.abc import Mapping
from datetime import datetime

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.chunking.cuts import Cuts
from shrutik_core.collections.collection import Collection
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import name_chunk


def new_chunk(
    recording: Recording,
    collection: Collection,
    cuts: Cuts,
    index: int,
    sample_rate: int,
    audio: StoredBlob,
    quality: Mapping[str, object],
    now: datetime,
) -> Chunk:
    """The chunk of one cut, open or silent, with the votes that the collection wants at first.

    Args:
        recording: that was cut.
        collection: whose policies apply.
        cuts: all of the recording's.
        index: place of the cut, from 0.
        sample_rate: of the recording, samples per second.
        audio: the stored clip.
        quality: figures of the clip, by name.
        now: UTC.
    """
    cut = cuts.cuts[index]
    return Chunk(
        id=name_chunk(recording.id, cuts.digest, cut.span),
        recording=recording.id,
        collection=recording.collection,
        speaker=recording.speaker,
        index=index,
        span=cut.span,
        sample_rate=sample_rate,
        audio=audio,
        created_at=now,
        status=ChunkStatus.SILENT if cut.silent else ChunkStatus.OPEN,
        wanted=collection.policies.consensus.fewest,
        quality=quality,
    )

"""The repository of measures on PostgreSQL."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, select

from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.shared.ids import ChunkId
from shrutik_postgres.repositories.given import arrays, given_sql
from shrutik_postgres.tables.releases import clip_measures
from shrutik_postgres.transaction import Transaction

_TYPES = {
    "chunk": "uuid",
    "pcm_sha256": "text",
    "sample_rate": "integer",
    "channels": "smallint",
    "bits": "smallint",
    "samples": "bigint",
}
_COLUMNS = ", ".join(_TYPES)
# A chunk that is being erased is waited for, and then is not there.
_KEEP = f"""
WITH {given_sql(_TYPES)}, held AS (
    SELECT id FROM chunks WHERE id IN (SELECT chunk FROM given) ORDER BY id FOR KEY SHARE
)
INSERT INTO clip_measures ({_COLUMNS}) SELECT {_COLUMNS} FROM given WHERE chunk IN (SELECT id FROM held)
ON CONFLICT DO NOTHING
"""


class PostgresClipMeasures:
    """`ClipMeasures` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, chunks: Iterable[ChunkId]) -> Mapping[ChunkId, MeasuredClip]:
        """See `ClipMeasures.of`."""
        rows = self._transaction.all(select(clip_measures).where(clip_measures.c.chunk.in_(set(chunks))))
        return {ChunkId(row.chunk): measured_clip(row) for row in rows}

    def keep(self, measures: Mapping[ChunkId, MeasuredClip]) -> None:
        """See `ClipMeasures.keep`."""
        rows = [
            {
                "chunk": chunk,
                "pcm_sha256": measured.pcm_sha256,
                "sample_rate": measured.shape.sample_rate_hz,
                "channels": measured.shape.channels,
                "bits": measured.shape.bits_per_sample,
                "samples": measured.shape.num_samples,
            }
            for chunk, measured in measures.items()
        ]
        self._transaction.rows(_KEEP, arrays(rows, _TYPES))


def measured_clip(row: Row[Any]) -> MeasuredClip:
    """The measures in a row of ``clip_measures``."""
    return MeasuredClip(SoundShape(row.sample_rate, row.channels, row.bits, row.samples), row.pcm_sha256)

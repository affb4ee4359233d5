"""The blobs that rows name: one query, and the columns of the tables that it looks at."""

from collections.abc import Collection, Iterator
from uuid import UUID

from psycopg import Connection, sql

from shrutik_core.backups.blob_index import NamedBlob

# Keys are ASCII, so that this order is that of every blob store. An erased recording has an empty key.
_NAMED = """
    SELECT key, sha256 FROM (
        SELECT audio_key AS key, audio_sha256 AS sha256 FROM recordings
        UNION ALL SELECT audio_key, audio_sha256 FROM chunks
        UNION ALL SELECT audio_key, audio_sha256 FROM recorded_consents
        UNION ALL SELECT blob_key, sha256 FROM prompt_media
        UNION ALL SELECT blob_key, NULL FROM upload_parts
        UNION ALL SELECT file->>'key', file->>'sha256' FROM releases, jsonb_array_elements(files) AS file
    ) AS named
    WHERE key <> ''
    ORDER BY key COLLATE "C"
"""
_THERE = "SELECT id FROM recordings WHERE id = ANY(%s) AND audio_key <> ''"
# Of two tables that hold most blobs, a part that is drawn page by page, so that its cost does not grow with them.
_SOME = sql.SQL("SELECT audio_key, audio_sha256 FROM {} TABLESAMPLE system ({}) WHERE audio_key <> '' LIMIT {}")
_ROWS = "SELECT greatest(reltuples, 1)::float8 FROM pg_class WHERE oid = %s::regclass"
_SAMPLED = ("recordings", "chunks")
# As a small table has few pages, several times as much is drawn as is wanted.
_MARGIN = 300.0
COLUMNS = {
    "recordings": "audio_key",
    "chunks": "audio_key",
    "recorded_consents": "audio_key",
    "prompt_media": "blob_key",
    "upload_parts": "blob_key",
    "releases": "files",
}
"""Where the tables name blobs; a test compares it with the tables."""
_AT_ONCE = 5_000


def named_blobs(connection: Connection[tuple[object, ...]]) -> Iterator[NamedBlob]:
    """All of them, sorted by key, through a cursor of the server; in a transaction that is open."""
    with connection.cursor("named_blobs") as cursor:
        cursor.itersize = _AT_ONCE
        before = ""
        for key, sha256 in cursor.execute(_NAMED):
            if key != before:
                yield NamedBlob(str(key), None if sha256 is None else str(sha256))
            before = str(key)


def some_named_blobs(connection: Connection[tuple[object, ...]], most: int) -> Iterator[NamedBlob]:
    """Some of them, drawn from recordings and clips.

    Args:
        connection: in a transaction that is open.
        most: of each of the two.
    """
    for table in _SAMPLED:
        row = connection.execute(_ROWS, [table]).fetchone()
        share = min(100.0, _MARGIN * most / float(str(row[0]))) if row else 100.0
        query = _SOME.format(sql.Identifier(table), sql.Literal(share), sql.Literal(most))
        for key, sha256 in connection.execute(query).fetchall():
            yield NamedBlob(str(key), str(sha256))


def recordings_among(connection: Connection[tuple[object, ...]], ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these are ids of recordings that have audio."""
    return frozenset(UUID(str(row[0])) for row in connection.execute(_THERE, [list(ids)]))

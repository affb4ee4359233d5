"""The blobs that rows name: one query, and the columns of the tables that it looks at."""

from collections.abc import Iterator

from psycopg import Connection

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

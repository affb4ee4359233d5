"""A table that refers to a voice or a chunk of one is erased with it, or named here with the reason why not."""

import pytest

from shrutik_postgres.repositories.erasing import OF_A_CHUNK, OF_A_RECORDING
from shrutik_postgres.tables import metadata

ERASED = {table.name for table in (*OF_A_CHUNK, *OF_A_RECORDING)} | {"recording_fingerprints", "recording_marks"}
# What a withdrawal itself is known by: an id that leads to a tombstone.
STAYS = {"withdrawals"}


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_what_refers_to_a_voice_goes_with_it(table):
    referred = {key.column.table.name for key in table.foreign_keys}
    if referred & {"recordings", "chunks", "tasks", "transcriptions", "reviews"}:
        assert table.name in ERASED | STAYS

"""Copies of PostgreSQL: their contract, and every column of every table in which a blob is named."""

import pytest
from sqlalchemy import text

from shrutik_core.backups.blob_index import NamedBlob
from shrutik_core.testing.builders import a_blob, a_recording
from shrutik_core.testing.contracts.database_copies import DatabaseCopiesContract
from shrutik_core.testing.scenes import set_stage
from shrutik_postgres.copies.database_copies import PostgresDatabaseCopies
from shrutik_postgres.copies.named_blobs import COLUMNS
from shrutik_postgres.tables import metadata


class TestPostgresDatabaseCopies(DatabaseCopiesContract):
    @pytest.fixture
    def copies(self, units_of_work, engine):
        return PostgresDatabaseCopies(engine.url)

    @pytest.fixture
    def fill(self, units_of_work):
        numbers = iter(range(100, 1000))

        def fill():
            number = next(numbers)
            recordings = [a_recording(number, audio=a_blob(f"recordings/{number}/original", 7))]
            if number == 100:
                set_stage(units_of_work)
                recordings.append(a_recording(1))
            with units_of_work() as uow:
                uow.recordings.add(recordings[0])
                uow.commit()
            return [NamedBlob(one.audio.key, one.audio.sha256) for one in recordings]

        return fill

    @pytest.fixture
    def empty(self, engine):
        def empty():
            deletions = "; ".join(f"DELETE FROM {name}" for name in metadata.tables)
            with engine.begin() as connection:
                connection.execute(text("SET session_replication_role = replica"))
                connection.execute(text(deletions))

        return empty


def test_blobs_are_looked_for_wherever_a_table_names_them():
    found = {
        table.name: column.name
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name in {"audio_key", "blob_key", "files"}
    }
    assert found == COLUMNS


def test_every_foreign_key_waits_for_the_commit(engine):
    with engine.connect() as connection:
        query = "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT condeferrable"
        assert connection.scalars(text(query)).all() == [], "rows are loaded in the order of names"

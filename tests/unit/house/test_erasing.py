"""A table that refers to a voice, a chunk or a person is erased with it, or named here with the reason why not."""

import pytest

from shrutik_postgres.repositories.erasing import OF_A_CHUNK, OF_A_RECORDING, OF_A_VOICE, OF_AN_ACCOUNT
from shrutik_postgres.tables import metadata

ERASED = {table.name for table in (*OF_A_CHUNK, *OF_A_RECORDING)} | {"recording_fingerprints", "recording_marks"}
# What a withdrawal itself is known by: an id that leads to a tombstone.
STAYS = {"withdrawals"}

WITH_A_PERSON = {table.name for table in (*OF_AN_ACCOUNT, *OF_A_VOICE)} | {"flags"}
# Each keeps an id that leads to a tombstone, and nothing else of the person.
STAYS_OF_A_PERSON = {
    "contributors": "is the tombstone",
    "speakers": "is the tombstone of the voice; its traits are emptied",
    "consents": "by id: what was agreed to and when it ended has to be shown later",
    "withdrawals": "what a withdrawal itself is known by",
    "recordings": "a recording's own tombstone, without any content",
    "chunks": "goes with its recording",
    "reviews": "goes with its chunk; who decided about another's clip is an id",
    "gold_items": "goes with its chunk; who marked another's clip is an id",
    "tasks": "goes with its chunk; tasks of others' clips are counted by an id",
    "transcriptions": "goes with its chunk; texts of others' clips stay votes, without a name",
    "standings": "counts of words, which weigh the votes that stay",
    "releases": "who asked for a release is an id",
    "invitations": "a used code by id; the name on it is emptied",
    "entrusted_speakers": "wards of a facilitator who left stay, and are the admins' from then on",
    "recorded_consents": "who recorded a ward's consent is an id",
}


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_what_refers_to_a_voice_goes_with_it(table):
    referred = {key.column.table.name for key in table.foreign_keys}
    if referred & {"recordings", "chunks", "tasks", "transcriptions", "reviews"}:
        assert table.name in ERASED | STAYS


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_what_refers_to_a_person_goes_with_them(table):
    referred = {key.column.table.name for key in table.foreign_keys}
    if referred & {"contributors", "speakers"}:
        assert table.name in WITH_A_PERSON | STAYS_OF_A_PERSON.keys(), "name it in Erasing, or say why it may stay"


def test_the_reasons_are_of_tables_that_there_are():
    assert STAYS_OF_A_PERSON.keys() <= metadata.tables.keys()

"""Tables whose changes can be undone: whatever was done since the last commit, undoing brings everything back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Missing
from shrutik_core.testing.builders import an_id
from shrutik_memory.store import MemoryStore
from shrutik_memory.tables import Journal, Table
from shrutik_memory.unit_of_work import MemoryUnitsOfWork

KEYS = st.integers(0, 5)
CHANGES = st.lists(st.tuples(KEYS, st.none() | st.integers(0, 9)))


def seen(table):
    groups = {parity: sorted(table.group("parity", parity)) for parity in (0, 1)}
    return {key: table.get(key) for key in range(6)}, sorted(table.all()), groups


def change(table, changes):
    for key, row in changes:
        if row is None:
            table.remove(key)
        else:
            table.put(key, row)


@given(CHANGES, CHANGES)
def test_undoing_brings_back_what_was_committed(kept, undone):
    journal = Journal()
    table = Table(journal, "number", parity=lambda row: row % 2)
    change(table, kept)
    journal.forget()
    before = seen(table)
    change(table, undone)
    journal.undo()
    assert seen(table) == before
    journal.undo()
    assert seen(table) == before


@given(CHANGES)
def test_a_table_is_a_dictionary_with_groups(changes):
    table, model = Table(Journal(), "number", parity=lambda row: row % 2), {}
    change(table, changes)
    for key, row in changes:
        model.pop(key, None)
        if row is not None:
            model[key] = row
    found, rows, groups = seen(table)
    assert {key: row for key, row in found.items() if row is not None} == model
    assert rows == sorted(model.values())
    assert groups == {parity: sorted(row for row in model.values() if row % 2 == parity) for parity in (0, 1)}


def test_replacing_what_is_not_there_is_missing():
    with pytest.raises(Missing) as error:
        Table(Journal(), "number").replace(an_id(1), 1)
    assert error.value.code == "number_missing"


def test_a_thread_cannot_wait_for_itself():
    units = MemoryUnitsOfWork(MemoryStore())
    with units(), pytest.raises(RuntimeError, match="open already"), units():
        pass


def test_a_unit_of_work_is_over_after_its_commit():
    units = MemoryUnitsOfWork(MemoryStore())
    with units() as work:
        work.commit()
        with pytest.raises(RuntimeError, match="over"):
            work.commit()
        with units() as another:
            another.commit()

"""What every source and target of copies of a database must keep."""

import abc
from collections.abc import Callable

import attrs
import pytest

from shrutik_core.backups.backup import StoredObject, TableCopy
from shrutik_core.backups.blob_index import NamedBlob
from shrutik_core.ports.database_copies import DatabaseCopies, DatabaseSnapshot
from shrutik_core.shared.errors import Conflict
from shrutik_core.testing.contracts.base import Contract

_NOWHERE = StoredObject("0" * 64, 0)


def copied(snapshot: DatabaseSnapshot) -> dict[str, tuple[TableCopy, bytes]]:
    """All tables with their rows, by name."""
    found = {}
    for name, columns in snapshot.tables().items():
        rows = b"".join(snapshot.rows(name))
        found[name] = (TableCopy(name, tuple(columns), rows.count(b"\n"), _NOWHERE), rows)
    return found


class DatabaseCopiesContract(Contract):
    """Subclass it with a database that can be filled and emptied."""

    @pytest.fixture
    @abc.abstractmethod
    def copies(self) -> DatabaseCopies:
        """Of a database without a row, but for those that migrations make."""

    @pytest.fixture
    @abc.abstractmethod
    def fill(self) -> Callable[[], list[NamedBlob]]:
        """Puts rows in, more at each call; the blobs that they name."""

    @pytest.fixture
    @abc.abstractmethod
    def empty(self) -> Callable[[], None]:
        """Takes all rows away."""

    def test_what_was_copied_is_loaded_and_the_same(
        self, copies: DatabaseCopies, fill: Callable[[], list[NamedBlob]], empty: Callable[[], None]
    ) -> None:
        named = fill()
        with copies.snapshot() as snapshot:
            before = copied(snapshot)
            assert list(snapshot.named()) == sorted(named, key=lambda blob: blob.key)
        assert sum(table.rows for table, _ in before.values()) > 0
        empty()
        copies.load((table, [rows]) for table, rows in before.values())
        with copies.snapshot() as snapshot:
            assert copied(snapshot) == before

    def test_a_snapshot_is_of_one_instant(self, copies: DatabaseCopies, fill: Callable[[], list[NamedBlob]]) -> None:
        first = fill()
        with copies.snapshot() as snapshot:
            rows = copied(snapshot)
            second = fill()
            assert list(snapshot.named()) == sorted(first, key=lambda blob: blob.key)
            assert copied(snapshot) == rows
        with copies.snapshot() as later:
            assert later.at >= snapshot.at
            assert list(later.named()) == sorted([*first, *second], key=lambda blob: blob.key)

    def test_it_tells_its_versions(self, copies: DatabaseCopies) -> None:
        with copies.snapshot() as snapshot:
            assert set(snapshot.versions) == {"postgresql", "revision"}
            assert all(snapshot.versions.values())

    def test_a_database_that_holds_something_is_left_alone(
        self, copies: DatabaseCopies, fill: Callable[[], list[NamedBlob]]
    ) -> None:
        fill()
        with copies.snapshot() as snapshot:
            before = copied(snapshot)
        with pytest.raises(Conflict) as error:
            copies.load((table, [rows]) for table, rows in before.values())
        assert error.value.code == "database_not_empty"
        with copies.snapshot() as snapshot:
            assert copied(snapshot) == before

    def test_all_rows_are_loaded_or_none(
        self, copies: DatabaseCopies, fill: Callable[[], list[NamedBlob]], empty: Callable[[], None]
    ) -> None:
        with copies.snapshot() as snapshot:
            nothing = copied(snapshot)
        fill()
        with copies.snapshot() as snapshot:
            before = list(copied(snapshot).values())
        empty()
        last, rows = max(before, key=lambda pair: pair[0].rows)
        others = [pair for pair in before if pair[0].name != last.name]
        with pytest.raises(Conflict) as error:
            copies.load((table, [text]) for table, text in [*others, (attrs.evolve(last, rows=last.rows + 1), rows)])
        assert error.value.code == "rows_differ"
        with copies.snapshot() as snapshot:
            assert copied(snapshot) == nothing

    def test_one_has_it_alone(self, copies: DatabaseCopies) -> None:
        with copies.alone():
            with pytest.raises(Conflict) as error, copies.alone():
                pytest.fail("two had it")
            assert error.value.code == "backup_running"
        with copies.alone():
            pass

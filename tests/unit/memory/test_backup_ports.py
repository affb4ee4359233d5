"""The promises of the ports of back-ups, in memory."""

import pytest

from shrutik_core.backups.blob_index import NamedBlob
from shrutik_core.testing import contracts
from shrutik_memory.database_copies import MemoryDatabaseCopies
from shrutik_memory.sealer import MemorySealer


class TestMemorySealer(contracts.SealerContract):
    @pytest.fixture
    def sealer(self):
        return MemorySealer("one")

    @pytest.fixture
    def other(self):
        return MemorySealer("two")


class TestMemoryDatabaseCopies(contracts.DatabaseCopiesContract):
    @pytest.fixture
    def copies(self):
        return MemoryDatabaseCopies()

    @pytest.fixture
    def fill(self, copies):
        def fill():
            number = len(copies.lines.setdefault("recordings", []))
            copies.lines["recordings"].append(b"%d\n" % number)
            copies.blobs.append(NamedBlob(f"recordings/{number}"))
            return copies.blobs[-1:]

        return fill

    @pytest.fixture
    def empty(self, copies):
        return copies.lines.clear

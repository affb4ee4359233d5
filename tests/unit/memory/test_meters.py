"""Meters in memory."""

import pytest

from shrutik_core.testing.contracts import MetersContract
from shrutik_memory.meters import MemoryMeters


class TestMemoryMeters(MetersContract):
    @pytest.fixture
    def meters(self):
        return MemoryMeters()

"""Metrics in memory."""

import pytest

from shrutik_core.testing.contracts import MetricsContract
from shrutik_memory.metrics import MemoryMetrics


class TestMemoryMetrics(MetricsContract):
    @pytest.fixture
    def metrics(self):
        return MemoryMetrics()

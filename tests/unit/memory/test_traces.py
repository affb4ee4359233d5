"""Spans and faults in lists."""

import pytest

from shrutik_core.testing.contracts import FaultReceiverContract, TraceCollectorContract
from shrutik_core.testing.contracts.traces import plain
from shrutik_core.traces.fault import fault_of
from shrutik_memory.traces import MemoryFaultReceiver, MemoryTraceCollector, NoFaultReceiver


class TestMemoryTraceCollector(TraceCollectorContract):
    @pytest.fixture
    def collector(self):
        return MemoryTraceCollector()

    @pytest.fixture
    def told(self, collector):
        return lambda: [plain(one) for one in collector.spans]


class TestMemoryFaultReceiver(FaultReceiverContract):
    @pytest.fixture
    def receiver(self):
        return MemoryFaultReceiver()

    @pytest.fixture
    def told(self, receiver):
        return lambda: [
            (one.module, one.error, tuple((at.function, at.line) for at in one.places), dict(one.facts))
            for one in receiver.faults
        ]


def test_nobody_takes_faults():
    nobody = NoFaultReceiver()
    nobody.take(fault_of(ValueError()))
    nobody.close()

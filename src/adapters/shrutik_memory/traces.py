"""Spans and faults that a test reads, and a receiver of faults for whoever wants to know of none."""

import time
from itertools import count

from shrutik_core.traces.fault import ProgramFault
from shrutik_core.traces.span import TraceSpan


class MemoryTraceCollector:
    """`TraceCollector` into a list.

    Attributes:
        spans: that were told, the first to end first.
    """

    def __init__(self) -> None:
        self.spans: list[TraceSpan] = []
        self._numbers = count(1)
        self._closed = False

    def now(self) -> int:
        """See `TraceCollector.now`."""
        return time.time_ns()

    def fresh_id(self) -> str:
        """See `TraceCollector.fresh_id`."""
        return f"{next(self._numbers):016x}"

    def take(self, span: TraceSpan) -> None:
        """See `TraceCollector.take`."""
        if not self._closed:
            self.spans.append(span)

    def close(self) -> None:
        """See `TraceCollector.close`."""
        self._closed = True


class MemoryFaultReceiver:
    """`FaultReceiver` into a list.

    Attributes:
        faults: that were told, in their order.
    """

    def __init__(self) -> None:
        self.faults: list[ProgramFault] = []
        self._closed = False

    def take(self, fault: ProgramFault) -> None:
        """See `FaultReceiver.take`."""
        if not self._closed:
            self.faults.append(fault)

    def close(self) -> None:
        """See `FaultReceiver.close`."""
        self._closed = True


class NoFaultReceiver:
    """`FaultReceiver` of an installation that tells its logs alone."""

    def take(self, fault: ProgramFault) -> None:
        """See `FaultReceiver.take`."""

    def close(self) -> None:
        """See `FaultReceiver.close`."""

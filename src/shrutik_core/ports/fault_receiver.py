"""Where faults go: to whoever gathers them for those who mend the program."""

from typing import Protocol

from shrutik_core.traces.fault import ProgramFault


class FaultReceiver(Protocol):
    """Takes faults from any thread, at once: it never waits and never fails. What it cannot keep up with is lost."""

    def take(self, fault: ProgramFault) -> None:
        """Tell this one, in its turn; nothing happens after `close`."""
        ...

    def close(self) -> None:
        """Tell what waits, as far as that takes seconds; closing again does nothing."""
        ...

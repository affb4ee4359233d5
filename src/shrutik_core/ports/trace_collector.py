"""Where spans go: to whoever draws traces of them."""

from typing import Protocol

from shrutik_core.traces.span import TraceSpan


class TraceCollector(Protocol):
    """Takes spans from any thread, at once: it never waits and never fails. What it cannot keep up with is lost."""

    def now(self) -> int:
        """Nanoseconds since 1970, UTC."""
        ...

    def fresh_id(self) -> str:
        """16 hexadecimal digits that no other span has, not all of them 0."""
        ...

    def take(self, span: TraceSpan) -> None:
        """Tell this one, in its turn; nothing happens after `close`."""
        ...

    def close(self) -> None:
        """Tell what waits, as far as that takes seconds; closing again does nothing."""
        ...

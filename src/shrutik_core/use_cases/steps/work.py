"""Work: what a job of one kind does, and what becomes of its subject when the job dies."""

from typing import Protocol
from uuid import UUID


class Work(Protocol):
    """One kind of background work; doing it twice has the effect of doing it once."""

    def __call__(self, subject: UUID) -> None:
        """Do it.

        Raises:
            Unavailable: if another attempt may succeed.
            ShrutikError: any other kind where it would fail again.
        """
        ...

    def give_up(self, subject: UUID, error: str) -> None:
        """Note on the subject that the job died, so that nothing seems to be still at work on it."""
        ...


FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a fault in the program raises; what ends the process is not among them."""

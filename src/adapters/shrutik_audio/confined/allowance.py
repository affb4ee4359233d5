"""What a decoder may take for one recording."""

import attrs

from shrutik_core.shared.errors import Invalid

_MEMORY_MB = 1_024
_LEAST_CPU, _CPU_SHARE = 30.0, 0.025
_PATIENCE = 4.0
_BACKGROUND = 15


@attrs.frozen
class Allowance:
    """The limits of one piece of work: a check, an analysis or the cutting of one recording.

    Attributes:
        memory: bytes of address space of the whole child.
        cpu: seconds of processor time.
        wall: seconds that one answer may take; more than ``cpu``, as other work may hold the processor.
        niceness: how far others are let go first on a busy processor, 0 to 19.

    Raises:
        Invalid: ``allowance_invalid`` if one is not positive.
    """

    memory: int = _MEMORY_MB << 20
    cpu: float = 210.0
    wall: float = 840.0
    niceness: int = 0

    def __attrs_post_init__(self) -> None:
        if min(self.memory, self.cpu, self.wall) <= 0:
            raise Invalid("allowance_invalid", "A decoder needs memory, processor time and patience, each above 0.")

    @classmethod
    def for_recordings(cls, longest: float, memory_mb: int = _MEMORY_MB, cpu: float | None = None) -> "Allowance":
        """The allowance for recordings of up to ``longest`` seconds, for which nobody waits as for an answer.

        Args:
            longest: seconds that a recording may last.
            memory_mb: MB of address space.
            cpu: seconds of processor time; None for half a minute and a fortieth of ``longest``, several times what a
                recording of that length takes on a slow machine.
        """
        seconds = cpu or _LEAST_CPU + _CPU_SHARE * longest
        return cls(memory_mb << 20, seconds, _PATIENCE * seconds, _BACKGROUND)

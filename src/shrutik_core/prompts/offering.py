"""Offering: when a prompt that speakers found at fault is set aside."""

from typing import ClassVar

import attrs

from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.knobs import knob
from shrutik_core.shared.policy_family import PolicyFamily

declare(Invalid, "offering_invalid", "This cannot be a policy of offering prompts.")

LARGEST_MOST_FAULTS = 100


@attrs.frozen(kw_only=True)
class Offering(PolicyFamily):
    """How a collection offers its prompts.

    Raises:
        Invalid: ``offering_invalid``, with the field at fault.
    """

    code: ClassVar[str] = "offering_invalid"

    most_faults: int = knob(
        3,
        "How many speakers must have skipped a prompt for a fault of its own (errors, wrong language, offensive) "
        "before it is set aside until an admin offers it again.",
        low=1,
        high=LARGEST_MOST_FAULTS,
    )

    def sets_aside(self, faults: int) -> bool:
        """Whether a prompt that so many speakers skipped for a fault of its own is set aside."""
        return faults >= self.most_faults

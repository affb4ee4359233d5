"""What verifying a copy of a release came to."""

import attrs

from shrutik_core.releases.copies.fault import CopyFault


@attrs.frozen
class CopyReport:
    """What was found, what was checked, and what could not be.

    Attributes:
        release: title; empty if the release does not say it.
        faults: what is wrong, by file.
        notes: what is right, and other than it was signed.
        checked: what was compared, each a few words.
        unchecked: what could not be, each with what is needed.
    """

    release: str
    faults: tuple[CopyFault, ...]
    notes: tuple[str, ...]
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing that was checked is wrong."""
        return not self.faults

"""Licence texts: what licences of datasets say, in full."""

from typing import Protocol


class LicenceTexts(Protocol):
    """Texts by SPDX identifier, the same each time."""

    def text(self, spdx: str) -> str:
        """The licence in full, with a line end at the end; empty if it is not known here."""
        ...

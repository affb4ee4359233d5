"""Licence texts of tests."""


class MemoryLicenceTexts:
    """`LicenceTexts` that know one licence, in short."""

    def text(self, spdx: str) -> str:
        """See `LicenceTexts.text`."""
        return "CC0 1.0 Universal\n" if spdx == "CC0-1.0" else ""

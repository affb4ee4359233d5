"""Licence texts that come with the package: those of SPDX, as the licences' authors wrote them."""

from importlib.resources import files

import attrs

_FOLDER = "licences"
_ENDING = ".txt"


@attrs.frozen
class PackagedLicenceTexts:
    """`LicenceTexts` from the files of this package, one for each licence."""

    def text(self, spdx: str) -> str:
        """See `LicenceTexts.text`."""
        # Found by comparing names, so no identifier can lead to another file.
        for file in files("shrutik_datasets").joinpath(_FOLDER).iterdir():
            if file.name == f"{spdx}{_ENDING}":
                return file.read_text("utf-8")
        return ""

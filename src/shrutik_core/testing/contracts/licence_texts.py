"""What all licence texts must keep."""

import abc

import pytest

from shrutik_core.ports.licence_texts import LicenceTexts
from shrutik_core.testing.contracts.base import Contract


class LicenceTextsContract(Contract):
    """Subclass it with licence texts that know ``CC0-1.0``."""

    @pytest.fixture
    @abc.abstractmethod
    def texts(self) -> LicenceTexts:
        """The texts under test."""

    def test_a_known_licence_has_one_text_each_time(self, texts: LicenceTexts) -> None:
        found = texts.text("CC0-1.0")
        assert "CC0" in found
        assert found.endswith("\n")
        assert texts.text("CC0-1.0") == found

    @pytest.mark.parametrize(
        "spdx", ["", "No-Such-1.0", "../licence_texts", "CC0-1.0.txt", "cc0-1.0", "a\0b", "CC0-1.0/"]
    )
    def test_what_is_no_known_licence_has_no_text(self, texts: LicenceTexts, spdx: str) -> None:
        assert texts.text(spdx) == ""

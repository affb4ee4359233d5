"""Licence texts: the contract, and the licences that the page offers."""

import pytest

from shrutik_core.testing import contracts
from shrutik_datasets.licence_texts import PackagedLicenceTexts


class TestPackaged(contracts.LicenceTextsContract):
    @pytest.fixture
    def texts(self):
        return PackagedLicenceTexts()


@pytest.mark.parametrize(
    ("spdx", "says"),
    [
        ("CC0-1.0", "Affirmer hereby overtly, fully, permanently"),
        ("CC-BY-4.0", "Attribution 4.0 International"),
        ("CC-BY-SA-4.0", "Attribution-ShareAlike 4.0 International"),
        ("CC-BY-NC-4.0", "Attribution-NonCommercial 4.0 International"),
        ("CC-BY-NC-SA-4.0", "Attribution-NonCommercial-ShareAlike 4.0 International"),
        ("CC-BY-ND-4.0", "Attribution-NoDerivatives 4.0 International"),
        ("CC-BY-NC-ND-4.0", "Attribution-NonCommercial-NoDerivatives 4.0 International"),
        ("ODbL-1.0", "Open Database License"),
        ("ODC-By-1.0", "ODC Attribution License"),
        ("PDDL-1.0", "Public Domain Dedication"),
        ("CDLA-Permissive-2.0", "Community Data License Agreement"),
    ],
)
def test_licences_that_collections_have_are_there_in_full(spdx, says):
    text = PackagedLicenceTexts().text(spdx)
    assert says in text
    assert len(text) > 2_000

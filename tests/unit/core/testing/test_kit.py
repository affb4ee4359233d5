"""The kit for adapters of others: a suite that is not given its thing fails, and a missing pytest is named."""

import subprocess
import sys

import pytest

from shrutik_core.testing import contracts

SUITES = [getattr(contracts, name) for name in contracts.__all__ if name != "Contract"]


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.__name__)
def test_a_suite_whose_fixture_is_left_out_fails_and_names_it(suite):
    with pytest.raises(TypeError, match=r"^TestOurs tests nothing yet; its suite takes the fixtures \w+"):
        type("TestOurs", (suite,), {})


def test_a_suite_may_be_completed_in_steps():
    class OnOurStore(contracts.BlobStoreContract):
        """Not for pytest yet: its name does not begin with Test."""

    class TestOurs(OnOurStore):
        store = None

    assert issubclass(TestOurs, contracts.BlobStoreContract)


@pytest.mark.parametrize("part", ["contracts", "strategies", "crowd_strategies", "consensus_laws"])
@pytest.mark.parametrize("missing", ["pytest", "hypothesis"])
def test_without_pytest_the_kit_says_which_extra_to_install(part, missing):
    code = (
        f"import sys; sys.modules[{missing!r}] = None; sys.path[:0] = {sys.path!r}; import shrutik_core.testing.{part}"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    last = told.stderr.splitlines()[-1]
    assert last == "ImportError: The contract suites need pytest and Hypothesis: pip install 'shrutik[testing]'."

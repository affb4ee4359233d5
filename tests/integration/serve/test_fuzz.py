"""A short pass of schemathesis over what `shrutik serve` says of itself; the long one is `nox -s fuzz`."""

import importlib.util
import tempfile
from pathlib import Path

import pytest

from fuzzing.house import served_house
from fuzzing.run import Effort, as_caller, table

CALLERS = ("anonymous", "admin")
# One drawn case for each operation beside all the boundaries of its schemas, the same each time.
SHORT = Effort(examples=1, seed=12)
FEWEST = 3_000
FEWEST_ACCEPTED = 200


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("schemathesis") is None,
    reason="schemathesis is not installed here; `nox -s integration` and `nox -s fuzz` bring it",
)
def test_nothing_answers_otherwise_than_the_document_says():
    with tempfile.TemporaryDirectory(prefix="shrutik-fuzz-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with served_house(folder) as house:
            outcomes = [as_caller(house, caller, SHORT) for caller in CALLERS]
    assert not any(one.failures for one in outcomes), "\n".join([table(outcomes), *(one.words for one in outcomes)])
    assert sum(one.cases for one in outcomes) >= FEWEST
    assert sum(one.accepted for one in outcomes) >= FEWEST_ACCEPTED

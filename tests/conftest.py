"""What all tests share: contract suites that say what differs, and properties that a busy machine does not fail."""

import pytest
from hypothesis import HealthCheck, settings

# Suites lie outside of test files, where pytest would leave their assertions without words.
pytest.register_assert_rewrite("shrutik_core.testing.contracts", "edge_suite")

# Speed is measured in benchmarks, never here.
settings.register_profile("shrutik", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# For whoever runs the tests once more, with other packages: what meets those is seen in the first examples.
settings.register_profile("shrutik-few", settings.get_profile("shrutik"), max_examples=20)
settings.load_profile("shrutik")

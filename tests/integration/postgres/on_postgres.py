"""What the contract suites of repositories run on here."""

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork


class OnPostgres:
    """Units of work over PostgreSQL, which run side by side."""

    parallel = True

    @pytest.fixture
    def units(self, units_of_work: UnitsOfWork) -> UnitsOfWork:
        return units_of_work

"""Two zones for all tests of this folder, whole again before each; and a table of what came of each fault."""

import pytest

from crowd_of_clients import prepared
from servers.process import wait_for
from two_zones import running_zones

ROWS = pytest.StashKey[list]()
HEADS = (
    *("fault", "requests", "acknowledged", "lost", "doubled", "503"),
    *("longest gap, s", "without a primary, s", "whole again, s", "load", "other answers"),
)


@pytest.fixture(scope="module")
def made_zones():
    with running_zones() as site:
        prepared(site)
        yield site


@pytest.fixture
def site(made_zones):
    """The site, whole again."""
    wait_for(made_zones.is_whole, 180, "the whole site")
    return made_zones


@pytest.fixture
def table(request):
    """Rows of the table."""
    return request.config.stash.setdefault(ROWS, [])


def pytest_terminal_summary(terminalreporter, config):
    rows = config.stash.get(ROWS, [])
    for row in rows:
        terminalreporter.write_line(", ".join(f"{head}: {cell}" for head, cell in zip(HEADS, row, strict=True)))

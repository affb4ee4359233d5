"""One site for all faults, whole again before each; and a table of what came of them, printed at the end."""

import pytest

from crowd_of_clients import prepared
from servers.process import wait_for
from whole_site import running_site

ROWS = pytest.StashKey[list]()
HEADS = (
    *("fault", "requests", "acknowledged", "lost", "doubled", "orphaned blobs"),
    *("longest gap, s", "to recover, s", "other answers"),
)


@pytest.fixture(scope="session")
def made_site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("site")) as site:
        prepared(site)
        yield site


@pytest.fixture
def site(made_site):
    """The site, whole again."""
    wait_for(made_site.cluster.is_whole, 120, "the synchronous replica")
    return made_site


@pytest.fixture
def table(request):
    """Rows of the table."""
    return request.config.stash.setdefault(ROWS, [])


def pytest_terminal_summary(terminalreporter, config):
    rows = config.stash.get(ROWS, [])
    if rows:
        lines = [HEADS, *rows]
        widths = [max(len(str(line[n])) for line in lines) for n in range(len(HEADS))]
        for line in lines:
            told = "  ".join(str(cell).ljust(width) for cell, width in zip(line, widths, strict=True))
            terminalreporter.write_line(told.rstrip())

"""One site for all drills, and a table of how soon each alert fired and ended, printed at the end."""

import pytest

from drilled_site import running_drills

ROWS = pytest.StashKey[list]()
HEADS = ("alert", "fires after, s", "ends after, s")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    with running_drills(tmp_path_factory.mktemp("drills")) as made:
        yield made


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

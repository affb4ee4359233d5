"""Every test of this folder runs on the embedded PostgreSQL, and on the machine's own where there is one."""

import pytest
from sqlalchemy import URL


@pytest.fixture(scope="session", params=["embedded", "installed"])
def postgres_url(request: pytest.FixtureRequest) -> URL:
    """A migrated database on either server."""
    url: URL = request.getfixturevalue(f"{request.param}_url")
    return url

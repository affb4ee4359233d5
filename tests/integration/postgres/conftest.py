"""Every test of this folder runs on the embedded PostgreSQL, and on the machine's own where there is one."""

import pytest


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A parameter, not a fixture of the same name: with it, what depends on the database is made anew for the other."""
    if "postgres_url" in metafunc.fixturenames:
        metafunc.parametrize("postgres_url", ["embedded", "installed"], indirect=True, scope="session")

"""A data folder with an admin, whose servers are gone at the end, as are those of what was restored beside it."""

import pytest

from serving_program import kill_all, shrutik
from shrutik_postgres.embedded import EmbeddedPostgres


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    made = shrutik(
        *("user", "create", "admin@example.org", "--role", "admin", "--password-stdin", "--data", folder),
        text="a long password\n",
    )
    assert made.returncode == 0, made.stderr
    yield folder
    kill_all()
    for used in tmp_path.iterdir():
        if used.is_dir():
            EmbeddedPostgres(used).remove()

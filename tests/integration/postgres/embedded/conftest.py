"""A data folder with a cluster in it for all tests of this folder, and servers that are stopped after a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from integration.postgres.embedded.lives import Make
from shrutik_postgres.embedded import EmbeddedPostgres


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a cluster in it: making one takes longer than all that is done to it here."""
    data = tmp_path_factory.mktemp("lived in")
    server = EmbeddedPostgres(data, settings={"fsync": "off"})
    server.start()
    server.stop()
    yield data
    server.remove()


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes servers that are stopped at the end, and removed if they are of a folder of their own."""
    made: list[tuple[Path, EmbeddedPostgres]] = []

    def one(data: Path, **options: object) -> EmbeddedPostgres:
        settings = {"fsync": "off"}
        server = EmbeddedPostgres(data, **{"settings": settings, **options})  # type: ignore[arg-type]
        made.append((data, server))
        return server

    yield one
    for data, server in made:
        if "lived" in data.name:
            server.stop()
        else:
            server.remove()

"""One Redis for the tests that do not hurt it."""

from collections.abc import Iterator

import pytest

from servers.process import running
from servers.redis_server import RedisServer, redis_server


@pytest.fixture(scope="package")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A server that stays up."""
    made = redis_server(tmp_path_factory.mktemp("redis"))
    with running(made.server):
        yield made

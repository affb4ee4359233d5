"""SeaweedFS for the tests of this folder."""

import pytest

from servers.seaweed import seaweed


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with seaweed(tmp_path_factory.mktemp("seaweed")) as made:
        yield made

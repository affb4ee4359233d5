"""SeaweedFS for the tests of this folder, with and without TLS."""

import pytest

from servers.authority import Authority
from servers.seaweed import seaweed


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with seaweed(tmp_path_factory.mktemp("seaweed")) as made:
        yield made


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))

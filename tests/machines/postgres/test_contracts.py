"""The promises of the ports, kept by PostgreSQL with a synchronous replica, reached by an address of two machines."""

from integration.postgres.test_contracts import *  # noqa: F403 - the same tests, over the fixtures of this folder
from integration.postgres.test_contracts_of_people import *  # noqa: F403 - and these

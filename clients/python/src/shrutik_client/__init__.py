"""A thin client of the API of Shrutik; messages are dictionaries, with types that are made from its document."""

from shrutik_client.client import Client
from shrutik_client.problems import ApiProblem, Unreachable

__all__ = ["ApiProblem", "Client", "Unreachable"]
__version__ = "0.1.0"

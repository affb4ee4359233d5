"""A kind of device or program, as far as what it says of itself tells one from another."""

from datetime import timedelta
from enum import StrEnum

import regex

from shrutik_core.people.session import short_agent

DEVICES_KEPT = timedelta(days=365)
"""For so long after its last log-in a device is known."""
_VERSION = regex.compile(r"[\d._]+")


class Acquaintance(StrEnum):
    """What is known of a device of an account."""

    FIRST = "first"
    """No device of the account was known: there is nothing to compare this one with."""
    KNOWN = "known"
    """The account was logged in to by such a one before."""
    STRANGE = "strange"
    """Others are known, this one is not."""


def device_of(agent: str) -> str:
    """What the device says of itself without version numbers, so that it is known after an update; may be empty."""
    return " ".join(_VERSION.sub(" ", short_agent(agent)).split())

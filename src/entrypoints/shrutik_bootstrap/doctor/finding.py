"""What one check found, and what a check is."""

import abc
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import ClassVar

import attrs

from shrutik_bootstrap.doctor.patient import Patient

SETTINGS = "settings"
"""Name of the line about them, also where they are too wrong for any other."""


class Colour(StrEnum):
    """How a finding is to be taken."""

    GREEN = "green"
    """Nothing to do."""
    YELLOW = "yellow"
    """It works, and somebody should look into it."""
    RED = "red"
    """Something does not work, or soon will not."""


@attrs.frozen
class Observation:
    """One line.

    Attributes:
        colour: how it is to be taken.
        detail: what was found.
        advice: what to do; empty if nothing.
        figures: the same for programs.
    """

    colour: Colour
    detail: str
    advice: str = ""
    figures: Mapping[str, object] = attrs.field(factory=dict, hash=False)


class HealthCheck(abc.ABC):
    """Looks at one thing; an error of the family that it raises is a red finding.

    Attributes:
        name: of the line.
        seconds: that it may take; then it is given up, and that is red.
        needs_database: whether it is passed over while the database does not answer.
    """

    name: ClassVar[str]
    seconds: ClassVar[float] = 15.0
    needs_database: ClassVar[bool] = False

    def wanted(self, patient: Patient) -> bool:  # noqa: ARG002 - most are always wanted
        """Whether the settings ask for what it looks at."""
        return True

    @abc.abstractmethod
    def look(self, patient: Patient) -> Iterable[Observation]:
        """What it finds, one or more."""


def green(detail: str, **figures: object) -> Observation:
    """Nothing to do."""
    return Observation(Colour.GREEN, detail, figures=figures)


def yellow(detail: str, advice: str, **figures: object) -> Observation:
    """Somebody should look into it."""
    return Observation(Colour.YELLOW, detail, advice, figures)


def red(detail: str, advice: str, **figures: object) -> Observation:
    """Something does not work, or soon will not."""
    return Observation(Colour.RED, detail, advice, figures)

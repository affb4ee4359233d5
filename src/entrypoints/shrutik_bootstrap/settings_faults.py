"""What is wrong with settings, each fault by the variable that is to be set or corrected."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from shrutik_core.shared.errors import FieldError, Invalid

_PREFIX = "SHRUTIK_"


def comes_with(given: str, missing: str, why: str) -> PydanticCustomError:
    """What a rule over several settings raises if one of them needs another; at fault is the one that is missing.

    Args:
        given: the variable that is set.
        missing: the variable that is not.
        why: what it is for.
    """
    said = {"given": given, "variable": missing, "why": why}
    return PydanticCustomError("comes_with", "with {given} comes {variable}, {why}", said)


def settings_invalid(error: ValidationError) -> Invalid:
    """The same in the words of the family: ``settings_invalid``, naming the variables at fault."""
    errors = [FieldError(_variable(one), one["msg"]) for one in error.errors()]
    told = "; ".join(f"{one.field}: {one.detail}" for one in errors)
    return Invalid("settings_invalid", f"These settings cannot be used: {told}.", errors=errors)


def _variable(fault: ErrorDetails) -> str:
    place = fault["loc"]
    return f"{_PREFIX}{str(place[0]).upper()}" if place else str(fault["ctx"]["variable"])

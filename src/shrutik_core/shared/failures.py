"""Why background work failed: one text that begins with the code of the error, and the code read from it again."""

import regex

from shrutik_core.shared.errors import ShrutikError

_CODE = regex.compile(r"([a-z][a-z0-9_]*): ")


def failure_of(error: ShrutikError) -> str:
    """The code of an error and what it says, as a job and a release keep them."""
    return f"{error.code}: {error.detail}"


def failure_code(failure: str) -> str | None:
    """The code that the text of a failure begins with; None if it is not of an error of the family, or empty."""
    found = _CODE.match(failure)
    return found[1] if found else None

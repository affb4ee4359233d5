"""Names of releases, and so of their series: what can stand in a file name on every machine."""

import regex

from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(
    Invalid, "release_name_invalid", "This cannot be a release's name.", {"most": "Characters that a name may have."}
)

LONGEST_RELEASE_NAME = 64
RELEASE_NAME_RULE = r"[a-z0-9]((\.?[a-z0-9_-])*\.?[a-z0-9])?"
_MOST = {"most": LONGEST_RELEASE_NAME}
_NAME = regex.compile(RELEASE_NAME_RULE)


def check_release_name(name: str) -> str:
    """The name, if it can stand in a file name.

    Raises:
        Invalid: ``release_name_invalid``.
    """
    if len(name) > LONGEST_RELEASE_NAME or not _NAME.fullmatch(name):
        detail = "A release's name has 1 to 64 characters out of a-z, 0-9, '.', '_' and '-'."
        raise Invalid("release_name_invalid", detail, errors=[FieldError("name", detail)], extra=_MOST)
    return name

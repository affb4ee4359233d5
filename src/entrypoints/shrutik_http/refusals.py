"""How a message that cannot be taken is refused: with one entry for each field, in plain words."""

from collections.abc import Collection

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shrutik_core.shared.errors import FieldError, Invalid, TooLarge, Unreadable, Unsupported, declare

declare(Unreadable, "json_malformed", "The body is not JSON.")
declare(Unreadable, "form_malformed", "The form cannot be read.")
declare(Unreadable, "body_incomplete", "The body ended before it was complete.")
declare(Unsupported, "content_type_unsupported", "This address does not take content of this type.")
declare(TooLarge, "too_large", "The body is larger than this address takes.", {"most_bytes": "Of a body."})
declare(Invalid, "fields_invalid", "Some fields cannot be taken as they are.")


def refusal(error: ValidationError, known: Collection[str] = ()) -> Invalid:
    """What pydantic found, in our words: ``json_malformed`` or ``fields_invalid`` with one entry for each field.

    Args:
        error: what it found.
        known: the names that there are, to be told if one was sent that there is not.
    """
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        return Unreadable("json_malformed", f"The body is not JSON: {found[0]['msg']}.")
    return refused_fields([_field(one, known) for one in found])


def _field(found: ErrorDetails, known: Collection[str]) -> FieldError:
    place = ".".join(map(str, found["loc"]))
    if found["type"] != "extra_forbidden":
        return FieldError(place, found["msg"], found["type"])
    return unknown_field(place, known if len(found["loc"]) == 1 else ())


def unknown_field(name: str, known: Collection[str] = ()) -> FieldError:
    """The entry for a field that there is not, with those that there are."""
    told = f"; there are: {', '.join(sorted(known))}" if known else ""
    return FieldError(name[:100], f"is not known here{told}", "unknown")


def refused_fields(fields: list[FieldError]) -> Invalid:
    """The error that names the fields at fault."""
    told = "; ".join(f"{one.field or 'the body'}: {one.detail}" for one in fields[:3])
    return Invalid("fields_invalid", f"Some fields cannot be taken: {told}.", errors=fields)

"""The form of a consent that was given aloud: its sound, and what was agreed to."""

from collections.abc import Mapping
from typing import Any

from shrutik_core.collections.consent_document import ConsentAnswer
from shrutik_core.people.consent import Purpose
from shrutik_core.recordings.media import accepted
from shrutik_core.shared.errors import FieldError
from shrutik_core.shared.language_tags import LONGEST_TAG, TAG_RULE
from shrutik_http.refusals import refused_fields

FIELDS = ("version", "purposes", "language", "hash")
_REQUIRED = ("version", "purposes")
_PURPOSES = "record,publish"
_PURPOSE = "|".join(Purpose)
_SAID = r"\S"

CONSENT_FORM: Mapping[str, Any] = {
    "type": "object",
    "required": ["audio", *_REQUIRED],
    "additionalProperties": False,
    "properties": {
        "audio": {
            "type": "string",
            "format": "binary",
            "description": f"The person, or a minor's guardian, who says that they consent: {accepted()}.",
        },
        "version": {"type": "string", "pattern": _SAID, "description": "Of the collection's consent document."},
        "purposes": {
            "type": "string",
            "pattern": rf"^(?:{_PURPOSE})(?:,(?:{_PURPOSE}))*$",
            "description": f"Some of {', '.join(Purpose)}, separated by commas.",
            "examples": [_PURPOSES],
        },
        "language": {
            "type": "string",
            "pattern": f"^(?:{TAG_RULE})?$",
            "maxLength": LONGEST_TAG,
            "description": "BCP 47, in which the document was read to the person.",
        },
        "hash": {"type": "string", "description": "`hash` of the document as it was read to the person."},
    },
}


def to_answer(fields: Mapping[str, str]) -> ConsentAnswer:
    """What the person agreed to.

    Raises:
        Invalid: ``fields_invalid`` or ``purpose_invalid``.
    """
    missing = [FieldError(name, "is required", "missing") for name in _REQUIRED if not fields.get(name)]
    if missing:
        raise refused_fields(missing)
    purposes = [part.strip() for part in fields["purposes"].split(",")]
    return ConsentAnswer(fields["version"], purposes, fields.get("language") or None, fields.get("hash") or None)

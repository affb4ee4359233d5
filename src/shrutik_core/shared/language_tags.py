"""Language tags (BCP 47): whether one is well formed, and its usual spelling."""

import regex

from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(Invalid, "language_invalid", "This is not a language tag.")

TAG_RULE = "[a-zA-Z]{2,8}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?(-[a-zA-Z0-9]{1,8})*"
LONGEST_TAG = 80
_TAG = regex.compile(
    "(?<language>[a-zA-Z]{2,8})(-(?<script>[a-zA-Z]{4}))?(-(?<region>[a-zA-Z]{2}|[0-9]{3}))?(?<rest>(-[a-zA-Z0-9]{1,8})*)"
)


def check_language(tag: str) -> str:
    """A language tag in its usual spelling, e.g. ``bn``, ``sat-Olck``, ``pt-BR`` (BCP 47, RFC 5646, 2009).

    Raises:
        Invalid: ``language_invalid`` if it is not well formed.
    """
    found = _TAG.fullmatch(tag.strip())
    if not found or len(tag) > LONGEST_TAG:
        detail = f"{tag[:40]!r} is not a BCP 47 language tag; write e.g. bn, en or sat-Olck."
        raise Invalid("language_invalid", detail, errors=[FieldError("language", detail)])
    script, region = found["script"] or "", found["region"] or ""
    parts = [found["language"].lower(), script.title(), region.upper()]
    return "-".join(part for part in parts if part) + found["rest"].lower()

"""Language tags (BCP 47): whether one is well formed, and its usual spelling."""

import regex

from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(Invalid, "language_invalid", "This is not a language tag.")

_TAG = regex.compile(
    r"(?<language>[a-z]{2,8})(-(?<script>[a-z]{4}))?(-(?<region>[a-z]{2}|\d{3}))?(?<rest>(-[a-z0-9]{1,8})*)",
    regex.IGNORECASE | regex.ASCII,
)


def check_language(tag: str) -> str:
    """A language tag in its usual spelling, e.g. ``bn``, ``sat-Olck``, ``pt-BR`` (BCP 47, RFC 5646, 2009).

    Raises:
        Invalid: ``language_invalid`` if it is not well formed.
    """
    found = _TAG.fullmatch(tag.strip())
    if not found:
        detail = f"{tag[:40]!r} is not a BCP 47 language tag; write e.g. bn, en or sat-Olck."
        raise Invalid("language_invalid", detail, errors=[FieldError("language", detail)])
    script, region = found["script"] or "", found["region"] or ""
    parts = [found["language"].lower(), script.title(), region.upper()]
    return "-".join(part for part in parts if part) + found["rest"].lower()

"""Refusals of requests that fit their schemas: what JSON Schema cannot say, listed so that tools can know it."""

from collections.abc import Mapping

from shrutik_http.operation import Operation

BEYOND = "x-beyond-schema"

_WHOLE: tuple[str, ...] = ()
# A code alone stands for all that is refused with it; with parts, for fields that are at fault in that way alone.
_RULES: Mapping[str, tuple[str, ...]] = {
    # What was sent or kept before decides.
    "idempotency_key_reused": _WHOLE,
    "one_time_token_invalid": _WHOLE,
    "consent_language_missing": _WHOLE,
    "voice_withdrawn": _WHOLE,
    "release_withdrawn": _WHOLE,
    "range_not_satisfiable": _WHOLE,
    "purpose_invalid": ("not_asked",),
    "upload_exceeded": _WHOLE,
    "upload_differs": _WHOLE,
    "checksum_differs": _WHOLE,
    # How many bytes it is decides, not how many characters.
    "too_large": _WHOLE,
    "metadata_too_large": _WHOLE,
    # The sound or the picture decides.
    "unsupported_media": _WHOLE,
    "prompt_medium_unsupported": _WHOLE,
    "picture_damaged": _WHOLE,
    "picture_too_large": _WHOLE,
    "empty": _WHOLE,
    "no_audio": _WHOLE,
    "damaged": _WHOLE,
    "too_short": _WHOLE,
    "too_long": _WHOLE,
    "too_many_channels": _WHOLE,
    "unsupported_rate": _WHOLE,
    # Members that are each right do not go together.
    "policy_invalid": ("contradicts",),
    "rules_invalid": ("contradicts",),
    "quality_rules_invalid": ("contradicts",),
    "items_invalid": ("twice",),
    "consent_text_invalid": ("twice",),
    "collection_words_invalid": ("twice",),
    # Rules about letters and words for which regular expressions of JSON Schema have no means.
    "password_invalid": ("guessable", "unseen"),
    "name_invalid": ("characters",),
    "email_invalid": _WHOLE,
    "invitation_code_invalid": _WHOLE,
    "webhook_url_invalid": _WHOLE,
    # Which ways there are depends on the kind of notice.
    "notice_choice_invalid": _WHOLE,
}


def beyond_schema(operation: Operation) -> list[str]:
    """How a request that fits the operation's schemas may be refused all the same, apart from 401, 403, 404 and 409.

    Each is a problem's ``code``, or a code and the ``code`` that all of its ``errors`` have, parted by a dot.
    """
    codes = [code for code in operation.codes if code in _RULES]
    found = [f"{code}.{part}" if part else code for code in codes for part in _RULES[code] or ("",)]
    return sorted({*found, *operation.beyond})

"""Which HTTP status an error has: one table, by code and, for codes that it does not know, by kind."""

from collections.abc import Mapping, Sequence

from shrutik_core.collections.policies import POLICY_CODES
from shrutik_core.shared.errors import (
    Conflict,
    FieldError,
    Invalid,
    Missing,
    Refused,
    ShrutikError,
    Unavailable,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
_TYPE = "urn:shrutik:problem:"

_KINDS: tuple[tuple[type[ShrutikError], int], ...] = (
    (Invalid, 422),
    (Missing, 404),
    (Conflict, 409),
    (Refused, 403),
    (Unavailable, 503),
)

# 400: it could not be read at all. 422: it could be read, and something in it is wrong. A malformed id in a path names
# nothing, so it is as missing as an unknown one.
_BY_STATUS: dict[int, str] = {
    400: "body_incomplete form_malformed idempotency_key_invalid json_malformed request_malformed",
    401: "credentials_invalid login_required token_expired token_invalid",
    403: "account_inactive consent_required link_expired link_invalid not_permitted own_voice transcribe_first",
    404: """blob_missing chunk_missing collection_missing contributor_missing document_missing file_missing gold_missing
            id_malformed job_missing no_prompt_left prompt_missing recording_missing release_missing route_missing
            task_missing""",
    405: "method_not_allowed",
    409: """already_transcribed chunk_settled consent_version_outdated contributor_erased email_taken job_done
            job_running job_waiting not_in_review not_settled nothing_to_accept policies_unreadable slug_taken
            task_cancelled task_expired task_skipped task_submitted""",
    413: "too_large",
    415: "content_type_unsupported unsupported_media",
    416: "range_not_satisfiable",
    422: """consent_text_invalid count_invalid cursor_invalid damaged email_invalid empty
            fields_invalid format_unknown idempotency_key_reused items_invalid language_invalid
            metadata_too_large name_invalid no_audio page_limit password_invalid prompt_text_invalid
            purpose_invalid release_name_invalid review_reason review_text
            selection_invalid slug_invalid text_invalid too_long too_many_channels too_short unsupported_rate""",
    500: "internal_error",
    503: "blob_store_full blob_store_unavailable database_unavailable extra_missing not_ready try_again",
}
STATUS: Mapping[str, int] = {
    code: status for status, codes in _BY_STATUS.items() for code in codes.split()
} | dict.fromkeys(POLICY_CODES, 422)


def status_of(error: ShrutikError) -> int:
    """The status that tells a caller what kind of thing went wrong."""
    known = STATUS.get(error.code)
    if known is not None:
        return known
    return next((status for kind, status in _KINDS if isinstance(error, kind)), 500)


def headers_of(status: int) -> dict[str, str]:
    """The headers that a status brings with it."""
    if status == 401:
        return {"WWW-Authenticate": 'Bearer realm="shrutik"'}
    if status == 503:
        return {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return {}


def problem(
    status: int,
    code: str,
    detail: str,
    errors: Sequence[FieldError] = (),
    extra: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """The body of an error (RFC 9457, 2023), with our own members beside the standard's, which none of them hides."""
    standard: dict[str, object] = {
        "type": _TYPE + code,
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "detail": detail,
        "code": code,
        "errors": [{"field": one.field, "detail": one.detail, "code": one.code} for one in errors],
    }
    return {**(extra or {}), **standard}

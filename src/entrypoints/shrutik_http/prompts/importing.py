"""A file of prompts as it is sent: one text on each line, or JSON Lines with a ``text`` each."""

from collections.abc import Sequence

from pydantic import ValidationError

from shrutik_core.shared.errors import FieldError, Unreadable, Unsupported
from shrutik_http.call import RawBody
from shrutik_http.json_text import check_json
from shrutik_http.prompts.messages import ImportedPrompt
from shrutik_http.refusals import refused_fields

LARGEST_IMPORT = 16 * 1024 * 1024
JSON_LINES = ("application/jsonl", "application/x-ndjson", "application/json-lines")


def read_import(raw: RawBody) -> Sequence[str]:
    """The texts, in their order.

    Raises:
        Invalid: ``content_type_unsupported``, ``too_large``, ``body_incomplete``, or ``fields_invalid`` if a line
            cannot be read.
    """
    if raw.media_type != "text/plain" and raw.media_type not in JSON_LINES:
        raise Unsupported("content_type_unsupported", "Send text/plain, one text on each line, or application/jsonl.")
    try:
        text = raw.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused_fields([FieldError("", "the file is not UTF-8", "encoding")]) from error
    # Not splitlines: it also cuts at separators that may stand inside a text.
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if raw.media_type == "text/plain":
        return [line for _, line in lines]
    return [_json_line(number, line) for number, line in lines]


def _json_line(number: int, line: str) -> str:
    try:
        check_json(line.encode())
        return ImportedPrompt.model_validate_json(line).text
    except (ValidationError, Unreadable) as error:
        detail = f'Line {number} is not a JSON object with a "text".'
        raise refused_fields([FieldError(f"{number}", detail, "line_invalid")]) from error

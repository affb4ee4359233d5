"""A file of prompts as it is sent: one text on each line, or JSON Lines with a ``text`` each."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import attrs
from pydantic import BaseModel, ValidationError

from shrutik_core.prompts.draft import PromptDraft
from shrutik_core.shared.errors import FieldError, Unreadable, Unsupported
from shrutik_core.use_cases.collections.prompt_making import MOST_FAULTS
from shrutik_http.call import RawBody
from shrutik_http.json_text import check_json
from shrutik_http.prompts.messages import ImportedPrompt
from shrutik_http.refusals import refused_fields

M = TypeVar("M", bound=BaseModel)

LARGEST_IMPORT = 16 * 1024 * 1024
JSON_LINES = ("application/jsonl", "application/x-ndjson", "application/json-lines")


@attrs.frozen
class ImportedLines:
    """What a file holds.

    Attributes:
        drafts: of the lines that can be read, in their order; the place of each is the number of its line.
        faults: of the others, up to 100; the field of each is the number of its line.
    """

    drafts: Sequence[PromptDraft]
    faults: Sequence[FieldError] = ()

    def whole(self) -> Sequence[PromptDraft]:
        """All lines.

        Raises:
            Invalid: ``fields_invalid`` if one cannot be read.
        """
        if self.faults:
            raise refused_fields(list(self.faults))
        return self.drafts


def read_import(raw: RawBody) -> ImportedLines:
    """The prompts of a file, in their order.

    Raises:
        Invalid: ``content_type_unsupported``, ``too_large``, ``body_incomplete``, or ``fields_invalid`` if the file is
            not text.
    """
    if raw.media_type != "text/plain" and raw.media_type not in JSON_LINES:
        raise Unsupported("content_type_unsupported", "Send text/plain, one text on each line, or application/jsonl.")
    try:
        text = raw.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused_fields([FieldError("", "the file is not UTF-8", "encoding")]) from error
    if raw.media_type == "text/plain":
        return ImportedLines([PromptDraft(line, place=str(number)) for number, line in numbered_lines(text)])
    drafts: list[PromptDraft] = []
    faults: list[FieldError] = []
    for number, line in numbered_lines(text):
        read = read_json_line(number, line, ImportedPrompt)
        if isinstance(read, ImportedPrompt):
            drafts.append(read.draft(str(number)))
        elif len(faults) < MOST_FAULTS:
            faults.append(read)
    return ImportedLines(drafts, faults)


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, trimmed, each with its number from 1."""
    # Not splitlines: it also cuts at separators that may stand inside a text.
    return ((number, line.strip()) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def read_json_line(number: int, line: str, kind: type[M]) -> M | FieldError:
    """What a line of JSON Lines says; or what is wrong with it, with its number as the field."""
    try:
        check_json(line.encode())
        return kind.model_validate_json(line)
    except Unreadable as error:
        return FieldError(f"{number}", f"Line {number} is not JSON: {error.detail}", "line_invalid")
    except ValidationError as error:
        return FieldError(f"{number}", f"Line {number} is not a prompt: {_told(error)}.", "line_invalid")


def _told(error: ValidationError) -> str:
    """What is wrong first, and with which member."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, found["loc"]))
    return f"{place}: {found['msg']}" if place else found["msg"]

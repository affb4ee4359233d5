"""Prompts: listed, added one by one or in bulk, handed out."""

from collections.abc import Sequence

import attrs
import falcon
from pydantic import ValidationError

from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.use_cases.collections.add_prompts import AddPrompts, ReadPrompts
from shrutik_http.answering import answer, created
from shrutik_http.context import Resource, actor
from shrutik_http.reading import read_body, read_json, read_page, read_query, refused_fields
from shrutik_http.schemas.base import PageView
from shrutik_http.schemas.collections import (
    ImportedPrompt,
    PromptQuery,
    PromptsAdded,
    PromptsImportQuery,
    PromptsMessage,
    PromptView,
    PromptWish,
)
from shrutik_http.views.collections import prompt_view

LARGEST_IMPORT = 16 * 1024 * 1024
JSON_LINES = ("application/jsonl", "application/x-ndjson", "application/json-lines")


@attrs.frozen
class Prompts(Resource):
    """``/prompts``."""

    add_prompts: AddPrompts
    read_prompts: ReadPrompts

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List a collection's prompts."""
        query = read_query(req, PromptQuery)
        page = self.read_prompts.list(query.collection, read_page(query)).map(prompt_view)
        answer(resp, PageView[PromptView](items=list(page.items), next_cursor=page.next_cursor))

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Add texts."""
        said = read_json(req, PromptsMessage)
        added = self.add_prompts(actor(req), said.collection, said.texts, said.source)
        created(resp, PromptsAdded(added=added, passed_over=len(said.texts) - added))


@attrs.frozen
class PromptsImport(Resource):
    """``/prompts/import``."""

    add_prompts: AddPrompts

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Add the texts of a file: one on each line, or JSON Lines with a ``text`` each."""
        query = read_query(req, PromptsImportQuery)
        texts = _texts(req)
        added = self.add_prompts(actor(req), query.collection, texts, query.source)
        created(resp, PromptsAdded(added=added, passed_over=len(texts) - added))


@attrs.frozen
class NextPrompt(Resource):
    """``/prompts/next``."""

    read_prompts: ReadPrompts

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Give the caller something to say."""
        said = read_json(req, PromptWish)
        answer(resp, prompt_view(self.read_prompts.next(actor(req), said.collection)))


def _texts(req: falcon.Request) -> Sequence[str]:
    media_type = (req.content_type or "").partition(";")[0].strip().lower()
    if media_type != "text/plain" and media_type not in JSON_LINES:
        raise Invalid("content_type_unsupported", "Send text/plain, one text on each line, or application/jsonl.")
    try:
        text = read_body(req, LARGEST_IMPORT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused_fields([FieldError("", "the file is no UTF-8", "encoding")]) from error
    # Not splitlines: it also cuts at separators that may stand inside a text.
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if media_type == "text/plain":
        return [line for _, line in lines]
    return [_json_line(number, line) for number, line in lines]


def _json_line(number: int, line: str) -> str:
    try:
        return ImportedPrompt.model_validate_json(line).text
    except ValidationError as error:
        detail = f'Line {number} is no JSON object with a "text".'
        raise refused_fields([FieldError(f"{number}", detail, "line_invalid")]) from error

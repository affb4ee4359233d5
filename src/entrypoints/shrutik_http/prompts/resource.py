"""Prompts: listed, added one by one or in bulk, handed out."""

from typing import Self

import attrs

from shrutik_core.use_cases.collections.add_prompts import AddPrompts, ReadPrompts
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.prompts.importing import read_import
from shrutik_http.prompts.messages import (
    NextPromptRequest,
    PromptMessage,
    PromptPage,
    PromptQuery,
    PromptsAdded,
    PromptsImportQuery,
    PromptsRequest,
)
from shrutik_http.wiring import Wiring


@attrs.frozen
class PromptsResource:
    """What answers when prompts are asked for."""

    add_prompts: AddPrompts
    read_prompts: ReadPrompts

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.add_prompts(), wiring.platform.read_prompts())

    def list(self, call: Call[None, PromptQuery]) -> PromptPage:
        """List a collection's prompts."""
        return PromptPage.of(self.read_prompts.list(call.query.collection, call.query.page), PromptMessage.of)

    def add(self, call: Call[PromptsRequest, NoQuery]) -> PromptsAdded:
        """Add texts."""
        said = call.body
        added = self.add_prompts(call.actor, said.collection, said.texts, said.source, call.key)
        return PromptsAdded(added=added, passed_over=len(said.texts) - added)

    def add_file(self, call: Call[None, PromptsImportQuery]) -> PromptsAdded:
        """Add the texts of a file."""
        said, texts = call.query, read_import(call.raw)
        key = call.key_of({**said.model_dump(mode="json"), "texts": texts})
        added = self.add_prompts(call.actor, said.collection, texts, said.source, key)
        return PromptsAdded(added=added, passed_over=len(texts) - added)

    def next(self, call: Call[NextPromptRequest, NoQuery]) -> PromptMessage:
        """Give the caller something to say."""
        return PromptMessage.of(self.read_prompts.next(call.actor, call.body.collection))

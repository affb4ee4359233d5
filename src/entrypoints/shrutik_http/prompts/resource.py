"""Prompts: listed, added one by one or in bulk, handed out; and the pictures and sounds that they show or play."""

from functools import partial
from typing import Self

import attrs

from shrutik_core.shared.errors import FieldError
from shrutik_core.shared.ids import PromptId, PromptMediumId, SpeakerId
from shrutik_core.use_cases.collections.add_prompts import AddPrompts, ReadPrompts
from shrutik_core.use_cases.collections.prompt_making import MOST_FAULTS
from shrutik_core.use_cases.collections.prompt_media import KeepPromptMedia, ShowPromptMedia
from shrutik_core.use_cases.collections.skip_prompts import SkipPrompts
from shrutik_http.call import Call
from shrutik_http.links import SignedLinks
from shrutik_http.media import Medium
from shrutik_http.messages import NoQuery
from shrutik_http.prompts.importing import read_import
from shrutik_http.prompts.intake import MediaIntake
from shrutik_http.prompts.messages import (
    LineFault,
    ListedPromptMessage,
    NextPromptRequest,
    PreviewedPrompt,
    PromptMessage,
    PromptPage,
    PromptQuery,
    PromptsAdded,
    PromptsImportQuery,
    PromptsPreviewMessage,
    PromptsRequest,
)
from shrutik_http.prompts.skip_messages import PromptSkipRequest, SkippedPromptMessage
from shrutik_http.wiring import Wiring


@attrs.frozen
class PromptsResource:
    """What answers when prompts are asked for."""

    add_prompts: AddPrompts
    read_prompts: ReadPrompts
    skip_prompts: SkipPrompts
    keep_media: KeepPromptMedia
    show_media: ShowPromptMedia
    links: SignedLinks

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(
            platform.add_prompts(),
            platform.read_prompts(),
            platform.skip_prompts(),
            platform.keep_prompt_media(),
            platform.show_prompt_media(),
            wiring.links,
        )

    def list(self, call: Call[None, PromptQuery]) -> PromptPage:
        """List a collection's prompts."""
        asked, links = call.query, self.links.of(call.person)
        page = self.read_prompts.list_for(call.actor, asked.collection, asked.page, asked.state)
        return PromptPage.of(page, lambda one: ListedPromptMessage.listed(one, links))

    def add(self, call: Call[PromptsRequest, NoQuery]) -> PromptsAdded:
        """Add prompts."""
        said, drafts = call.body, call.body.drafts()
        added = self.add_prompts(call.actor, said.collection, drafts, said.source, call.key)
        return PromptsAdded(added=added, passed_over=len(drafts) - added)

    def add_file(self, call: Call[None, PromptsImportQuery]) -> PromptsAdded:
        """Add the prompts of a file."""
        said, drafts = call.query, read_import(call.raw).whole()
        key = call.key_of({**said.model_dump(mode="json"), "prompts": [attrs.astuple(one) for one in drafts]})
        added = self.add_prompts(call.actor, said.collection, drafts, said.source, key)
        return PromptsAdded(added=added, passed_over=len(drafts) - added)

    def preview_file(self, call: Call[None, PromptsImportQuery]) -> PromptsPreviewMessage:
        """Tell what the same file would add."""
        read, links = read_import(call.raw), self.links.of(call.person)
        told = self.add_prompts.preview(call.actor, call.query.collection, read.drafts, call.query.source)
        faults = sorted(map(_line_fault, (*read.faults, *told.faults)), key=lambda one: one.line)
        return PromptsPreviewMessage(
            added=told.added,
            passed_over=told.passed_over,
            errors=faults[:MOST_FAULTS],
            items=[PreviewedPrompt.of(one, links) for one in told.first],
        )

    def next(self, call: Call[NextPromptRequest, NoQuery]) -> PromptMessage:
        """Give the caller something to say."""
        said = call.body
        speaker = None if said.speaker is None else SpeakerId(said.speaker)
        prompt = self.read_prompts.next(call.actor, said.collection, speaker)
        return PromptMessage.of(prompt, self.links.of(call.person))

    def skip(self, call: Call[PromptSkipRequest, NoQuery]) -> SkippedPromptMessage:
        """Keep that a speaker would rather not say a prompt."""
        said = call.body
        speaker = None if said.speaker is None else SpeakerId(said.speaker)
        skip = self.skip_prompts.skip(call.actor, PromptId(call.id("prompt_id")), said.reason, speaker)
        return SkippedPromptMessage.of(skip)

    def offer_again(self, call: Call[None, NoQuery]) -> PromptMessage:
        """Offer a prompt again that was set aside."""
        prompt = self.skip_prompts.offer_again(call.actor, PromptId(call.id("prompt_id")))
        return PromptMessage.of(prompt, self.links.of(call.person))

    def receive_medium(self, call: Call[None, NoQuery]) -> MediaIntake:
        """What takes a picture or sound in; nothing of it stays if it is refused."""
        return MediaIntake.of(call, self.keep_media)

    def medium(self, call: Call[None, NoQuery]) -> Medium:
        """Send a picture or sound."""
        found = self.show_media.get(PromptMediumId(call.id("media_id")))
        blob = found.blob
        return Medium(blob.size, blob.sha256, found.media_type, partial(self.show_media.open, blob), blob.key)


def _line_fault(fault: FieldError) -> LineFault:
    """A fault whose field begins with the number of its line."""
    figures = {name: float(value) for name, value in fault.figures.items() if isinstance(value, int | float)}
    line = int(fault.field.partition(".")[0])
    return LineFault(line=line, detail=fault.detail, code=fault.code, figures=figures)

"""Drafts become prompts of a collection one by one; what is wrong with those that cannot be is told of all at once."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.prompts.draft import PromptDraft
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.shared.errors import UNNAMED, FieldError, Invalid, Missing, declare
from shrutik_core.shared.ids import PromptId, PromptMediumId

declare(Missing, "prompt_medium_missing", "There is no such picture or sound.")

MOST_FAULTS = 100
"""Faults that are named; the others are found when these are mended."""
SHOWN = 20
"""Prompts that are shown of those that were made."""

Draft = str | PromptDraft
"""A text to be read aloud, or a prompt of any kind."""
_Media = Mapping[PromptMediumId, str]


@attrs.define
class PromptMaking:
    """Makes prompts of drafts.

    Attributes:
        ids: name the prompts.
        like: a prompt of the collection, source and time that all of them get.
        made: how many were made.
        first: the first 20 of them.
        faults: what is wrong with the others; a fault that has no code of its own has that of its error.
    """

    ids: IdSource
    like: Prompt
    made: int = 0
    first: list[Prompt] = attrs.field(factory=list)
    faults: list[FieldError] = attrs.field(factory=list)
    _refusal: Invalid | Missing | None = None

    def all(self, uow: UnitOfWork, drafts: Sequence[Draft]) -> Iterator[Prompt]:
        """The prompts that can be, in their order."""
        media = _media(uow, drafts)
        for draft in drafts:
            prompt = self._one(PromptDraft(draft) if isinstance(draft, str) else draft, media)
            if prompt is not None:
                self.made += 1
                if len(self.first) < SHOWN:
                    self.first.append(prompt)
                yield prompt

    def check(self) -> None:
        """Let pass if nothing was wrong.

        Raises:
            Invalid: ``prompt_text_invalid``, ``prompt_medium_invalid`` or ``prompt_longest_invalid``.
            Missing: ``prompt_medium_missing``.
        """
        if self._refusal is not None:
            first = self.faults[0]
            detail = f"{first.field}: {first.detail}" if len(self.faults) > 1 else self._refusal.detail
            raise type(self._refusal)(self._refusal.code, detail, errors=self.faults, extra=self._refusal.extra)

    def _one(self, draft: PromptDraft, media: _Media) -> Prompt | None:
        try:
            if draft.medium is not None and draft.medium not in media:
                detail = "There is no such picture or sound; send it with POST /prompts/media first."
                raise Missing("prompt_medium_missing", detail, errors=[FieldError("media_id", detail, "missing")])
            return attrs.evolve(
                self.like,
                id=PromptId(self.ids.new()),
                text=draft.text,
                kind=draft.kind,
                medium=draft.medium,
                media_type=None if draft.medium is None else media[draft.medium],
                longest=draft.longest,
            )
        except (Invalid, Missing) as error:
            self._note(draft.place, error)
            return None

    def _note(self, place: str, error: Invalid | Missing) -> None:
        self._refusal = self._refusal or error
        if len(self.faults) < MOST_FAULTS:
            self.faults.extend(_named(one, place, error) for one in error.errors)


def _named(fault: FieldError, place: str, error: Invalid | Missing) -> FieldError:
    field = f"{place}.{fault.field}" if place else fault.field
    code = error.code if fault.code == UNNAMED else fault.code
    return attrs.evolve(fault, field=field, code=code, figures=error.extra)


def _media(uow: UnitOfWork, drafts: Sequence[Draft]) -> _Media:
    named = {one.medium for one in drafts if isinstance(one, PromptDraft) and one.medium is not None}
    return {id_: medium.media_type for id_, medium in uow.prompts.media(named).items()} if named else {}

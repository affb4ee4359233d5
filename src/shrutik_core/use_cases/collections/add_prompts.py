"""Add prompts to a collection, look at what would be added, and give a speaker the next one."""

from collections.abc import Sequence
from enum import StrEnum

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.prompt_skips import SkipCounts
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.shared.errors import FieldError, Missing, declare
from shrutik_core.shared.ids import CollectionId, PromptId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import NOBODY, IdempotencyKey
from shrutik_core.use_cases.collections.prompt_making import Draft, PromptMaking
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection, the_contributor
from shrutik_core.use_cases.steps.voices import voice_to_record

declare(Missing, "no_prompts_yet", "This collection has no prompts yet.")
declare(Missing, "no_prompt_left", "You have said or skipped every prompt of this collection.")


@attrs.frozen
class PromptsPreview:
    """What adding prompts would do.

    Attributes:
        added: prompts that would be new.
        passed_over: those that the collection has already, or that come twice.
        faults: what is wrong, up to 100; as long as there is one, nothing can be added.
        first: the first 20 as they would be.
    """

    added: int
    passed_over: int
    faults: tuple[FieldError, ...]
    first: tuple[Prompt, ...]


@attrs.frozen
class AddPrompts:
    """Adds prompts; those that the collection has already are passed over, so a second call changes nothing.

    ``actor`` is None for the operator at the command line.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(
        self,
        actor: Actor | None,
        collection: str,
        drafts: Sequence[Draft],
        source: str = "",
        key: IdempotencyKey | None = None,
    ) -> int:
        """How many were new; all or none are kept.

        The same call made again with its key tells what the first one added.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: ``prompt_text_invalid``, ``prompt_medium_invalid``, ``prompt_longest_invalid`` or
                ``text_invalid``; all that is wrong is named, up to 100 faults.
            Missing: ``collection_missing`` or ``prompt_medium_missing``.
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.MANAGE_COLLECTIONS)
        person = actor.id if actor else NOBODY
        with self.units_of_work() as uow:
            target, now = the_collection(uow, collection), self.clock.now()
            before = done_before(uow, person, key, now)
            if before is not None:
                return len(before)
            making = self._making(target, source)
            added = uow.prompts.add_all(making.all(uow, drafts))
            making.check()
            keep_receipt(uow, person, key, added, now)
            uow.commit()
        return len(added)

    def preview(
        self, actor: Actor | None, collection: str, drafts: Sequence[Draft], source: str = ""
    ) -> PromptsPreview:
        """What the call would do; nothing is kept.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.MANAGE_COLLECTIONS)
        with self.units_of_work() as uow:
            making = self._making(the_collection(uow, collection), source)
            new = uow.prompts.count_new(making.all(uow, drafts))
        return PromptsPreview(new, making.made - new, tuple(making.faults), tuple(making.first))

    def _making(self, target: Collection, source: str) -> PromptMaking:
        return PromptMaking(self.ids, Prompt(PromptId(NOBODY), target.id, "-", self.clock.now(), source))


class PromptState(StrEnum):
    """Whether a prompt is offered."""

    OFFERED = "offered"
    """Not set aside, and neither said nor skipped by whoever asks."""
    SET_ASIDE = "set_aside"
    """Offered to nobody until an admin offers it again."""


@attrs.frozen
class ListedPrompt:
    """A prompt, with what speakers say of it.

    Attributes:
        prompt: the prompt.
        skips: how many speakers skipped it for each reason since it was last offered again; None if whoever asks does
            not look after collections.
    """

    prompt: Prompt
    skips: SkipCounts | None = None


@attrs.frozen
class ReadPrompts:
    """What is to be said."""

    units_of_work: UnitsOfWork

    def list(self, collection: str, request: PageRequest) -> Page[Prompt]:
        """A collection's prompts, newest first.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
        """
        with self.units_of_work() as uow:
            return uow.prompts.page(the_collection(uow, collection).id, request)

    def list_for(
        self, actor: Actor, collection: str, request: PageRequest, state: PromptState | None = None
    ) -> Page[ListedPrompt]:
        """The same as a person sees it: all of them, or those of one state.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing`` or ``contributor_missing``.
        """
        with self.units_of_work() as uow:
            page = _page(uow, actor, the_collection(uow, collection).id, request, state)
            if not actor.may(Permission.MANAGE_COLLECTIONS):
                return page.map(ListedPrompt)
            counts = uow.prompt_skips.counts(prompt.id for prompt in page.items)
        return page.map(lambda prompt: ListedPrompt(prompt, counts.get(prompt.id, {})))

    def next(self, actor: Actor, collection: str, speaker: SpeakerId | None = None) -> Prompt:
        """The least recorded prompt that a person has neither said nor skipped.

        Args:
            actor: who asks.
            collection: slug or id.
            speaker: whom the actor looks after, if it is not for the actor's own voice.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``, ``contributor_missing``, ``speaker_missing``, ``no_prompts_yet`` if the
                collection has none, or ``no_prompt_left``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.RECORD)
        with self.units_of_work() as uow:
            target = the_collection(uow, collection)
            prompt = uow.prompts.next_for(target.id, voice_to_record(uow, actor, target, speaker))
            some = prompt is not None or bool(uow.prompts.page(target.id, PageRequest(1)).items)
        if not some:
            raise Missing("no_prompts_yet", f"{target.slug} has no prompts yet; an admin adds them with POST /prompts.")
        if prompt is None:
            who = "You have" if speaker is None else "This speaker has"
            detail = f"{who} said or skipped every prompt of {target.slug} that is offered. Thank you."
            raise Missing("no_prompt_left", detail)
        return prompt


def _page(
    uow: UnitOfWork, actor: Actor, collection: CollectionId, request: PageRequest, state: PromptState | None
) -> Page[Prompt]:
    match state:
        case PromptState.OFFERED:
            return uow.prompts.offered(collection, the_contributor(uow, actor).speaker, request)
        case PromptState.SET_ASIDE:
            return uow.prompts.set_aside(collection, request)
    return uow.prompts.page(collection, request)

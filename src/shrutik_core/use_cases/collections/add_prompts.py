"""Add prompts to a collection, and give a speaker the next one."""

from collections.abc import Iterable

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import PromptId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import NOBODY, IdempotencyKey
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection, the_contributor

declare(Missing, "no_prompts_yet", "This collection has no prompts yet.")
declare(Missing, "no_prompt_left", "You have said every prompt of this collection.")


@attrs.frozen
class AddPrompts:
    """Adds texts; those that the collection has already are passed over, so a second call changes nothing."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(
        self,
        actor: Actor | None,
        collection: str,
        texts: Iterable[str],
        source: str = "",
        key: IdempotencyKey | None = None,
    ) -> int:
        """How many were new; all or none are kept. ``actor`` is None for the operator at the command line.

        The same call made again with its key tells what the first one added.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: ``prompt_text_invalid`` or ``text_invalid``.
            Missing: ``collection_missing``.
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
            prompts = (Prompt(PromptId(self.ids.new()), target.id, text, now, source) for text in texts)
            added = uow.prompts.add_all(prompts)
            keep_receipt(uow, person, key, added, now)
            uow.commit()
        return len(added)


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

    def next(self, actor: Actor, collection: str) -> Prompt:
        """The least recorded prompt that the person has not yet said.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``, ``no_prompts_yet`` if the collection has none, or ``no_prompt_left``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.RECORD)
        with self.units_of_work() as uow:
            target, person = the_collection(uow, collection), the_contributor(uow, actor)
            prompt = uow.prompts.next_for(target.id, person.speaker)
            some = prompt is not None or bool(uow.prompts.page(target.id, PageRequest(1)).items)
        if not some:
            raise Missing("no_prompts_yet", f"{target.slug} has no prompts yet; an admin adds them by POST /prompts.")
        if prompt is None:
            raise Missing("no_prompt_left", f"You have said every prompt of {target.slug}. Thank you.")
        return prompt

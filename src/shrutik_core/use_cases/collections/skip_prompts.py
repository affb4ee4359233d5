"""Skip a prompt, and offer again what was set aside because enough speakers skipped it."""

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.prompts.offering import Offering
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.prompts.skip import PromptSkip, PromptSkipReason
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import PromptId, PromptSkipId, SpeakerId
from shrutik_core.use_cases.steps.lookups import collection_of
from shrutik_core.use_cases.steps.voices import entrusted_to, voice_to_record


@attrs.frozen
class SkipPrompts:
    """Keeps what speakers would rather not say; a prompt that enough of them found at fault is set aside."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def skip(
        self, actor: Actor, prompt_id: PromptId, reason: PromptSkipReason, speaker: SpeakerId | None = None
    ) -> PromptSkip:
        """The speaker's skip of the prompt; called again, its last reason counts, and nothing else changes.

        Args:
            actor: who asks.
            prompt_id: what is not offered to the speaker again.
            reason: why.
            speaker: whom the actor looks after, if the prompt was not for the actor's own voice.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``prompt_missing``, ``contributor_missing`` or ``speaker_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.RECORD)
        with self.units_of_work() as uow:
            if speaker is not None:
                entrusted_to(uow, actor, speaker)
            # Locked, so that of speakers who skip it at once each counts those before.
            prompt = _the_prompt(uow, prompt_id)
            collection = collection_of(uow, prompt)
            skip = self._skip(uow, prompt, voice_to_record(uow, actor, collection, speaker), reason)
            uow.prompt_skips.put(skip)
            if skip.is_fault:
                self._set_aside(uow, prompt, collection.policies.offering)
            uow.commit()
        return skip

    def offer_again(self, actor: Actor, prompt_id: PromptId) -> Prompt:
        """The prompt, offered to all who have not skipped it; its faults are counted from now on.

        Nothing happens if it was not set aside.

        Raises:
            Missing: ``prompt_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.MANAGE_COLLECTIONS)
        with self.units_of_work() as uow:
            prompt = _the_prompt(uow, prompt_id).offer_again(self.clock.now())
            uow.prompts.save(prompt)
            uow.commit()
        return prompt

    def _skip(self, uow: UnitOfWork, prompt: Prompt, speaker: SpeakerId, reason: PromptSkipReason) -> PromptSkip:
        before = uow.prompt_skips.find(prompt.id, speaker)
        if before is not None:
            return attrs.evolve(before, reason=reason)
        return PromptSkip(PromptSkipId(self.ids.new()), prompt.id, speaker, reason, self.clock.now())

    def _set_aside(self, uow: UnitOfWork, prompt: Prompt, offering: Offering) -> None:
        if offering.sets_aside(uow.prompt_skips.count_faults(prompt.id, prompt.offered_again_at)):
            uow.prompts.save(prompt.set_aside(self.clock.now()))


def _the_prompt(uow: UnitOfWork, prompt_id: PromptId) -> Prompt:
    prompt = uow.prompts.find(prompt_id, lock=True)
    if prompt is None:
        raise Missing("prompt_missing", "There is no such prompt.")
    return prompt

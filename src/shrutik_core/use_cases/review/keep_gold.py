"""Keep gold: reviewers vouch for the text of a settled chunk, which then measures those who hear it."""

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.ids import ChunkId
from shrutik_core.transcription.gold import Gold
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.gold_evidence import judge_anew
from shrutik_core.use_cases.steps.lookups import collection_of
from shrutik_core.use_cases.steps.voices import chunk_to_judge

declare(Conflict, "not_settled", "This chunk is not settled.")
declare(Missing, "gold_missing", "This chunk is not a gold item.")

_OWN_VOICE = "You cannot mark a recording of your own voice, or of a speaker whom you look after, as gold."


@attrs.frozen
class KeepGold:
    """Marks chunks as gold items, and takes the mark away; answers that were given are judged anew along with it."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def get(self, actor: Actor, chunk_id: ChunkId) -> Gold:
        """The gold item.

        Raises:
            Missing: ``chunk_missing``, or ``gold_missing`` if it is not one.
            Refused: ``not_permitted``, or ``own_voice``.
        """
        actor.require(Permission.REVIEW)
        with self.units_of_work() as uow:
            _the_chunk(uow, actor, chunk_id)
            return _the_gold(uow, chunk_id)

    def mark(self, actor: Actor, chunk_id: ChunkId, text: str | None = None) -> Gold:
        """The gold item; ``text`` is what is known to be said, None for the text that the chunk settled on.

        Marking it again with the same text changes nothing.

        Raises:
            Conflict: ``policies_unreadable``; ``not_settled``.
            Invalid: ``text_invalid``.
            Missing: ``chunk_missing``.
            Refused: ``not_permitted``, or ``own_voice``.
        """
        actor.require(Permission.REVIEW)
        with self.units_of_work() as uow:
            chunk = _the_chunk(uow, actor, chunk_id)
            if chunk.status is not ChunkStatus.SETTLED:
                raise Conflict("not_settled", f"This chunk is {chunk.status}; only one that is settled can be gold.")
            known = (chunk.text or "") if text is None else text
            before = uow.golds.find(chunk_id)
            lent = before.lent if before else len(uow.transcriptions.gold_of_chunk(chunk_id))
            gold = Gold(chunk_id, chunk.collection, known, actor.id, self.clock.now(), lent)
            if before is not None and before.text == gold.text:
                return before
            uow.golds.put(gold)
            judge_anew(uow, chunk_id, before, gold, collection_of(uow, chunk).language)
            self._note(uow, actor, chunk_id, "chunk.gold_marked")
            uow.commit()
        return gold

    def unmark(self, actor: Actor, chunk_id: ChunkId) -> Gold:
        """The gold item that the chunk was; what its answers said of people is taken back.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``chunk_missing``, or ``gold_missing`` if it is not one.
            Refused: ``not_permitted``, or ``own_voice``.
        """
        actor.require(Permission.REVIEW)
        with self.units_of_work() as uow:
            chunk = _the_chunk(uow, actor, chunk_id)
            gold = _the_gold(uow, chunk_id)
            uow.golds.remove(chunk_id)
            judge_anew(uow, chunk_id, gold, None, collection_of(uow, chunk).language)
            self._note(uow, actor, chunk_id, "chunk.gold_unmarked")
            uow.commit()
        return gold

    def _note(self, uow: UnitOfWork, actor: Actor, chunk_id: ChunkId, action: str) -> None:
        add_entry(uow, self.ids, self.clock.now(), actor, action, chunk_id)


def _the_chunk(uow: UnitOfWork, actor: Actor, chunk_id: ChunkId) -> Chunk:
    return chunk_to_judge(uow, actor, chunk_id, _OWN_VOICE)


def _the_gold(uow: UnitOfWork, chunk_id: ChunkId) -> Gold:
    gold = uow.golds.find(chunk_id)
    if gold is None:
        raise Missing("gold_missing", "This chunk is not a gold item.")
    return gold

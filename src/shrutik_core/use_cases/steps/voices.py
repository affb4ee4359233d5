"""Whose voice a person may record and may not judge: their own, and those of the speakers entrusted to them."""

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.collections.collection import Collection
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.entrusted import EntrustedSpeaker
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.errors import FieldError, Missing, Refused
from shrutik_core.shared.ids import ChunkId, SpeakerId
from shrutik_core.use_cases.steps.lookups import the_contributor


def entrusted_to(uow: UnitOfWork, actor: Actor, speaker: SpeakerId) -> EntrustedSpeaker:
    """A speaker whom the actor looks after, and may still record for.

    Raises:
        Missing: ``speaker_missing``, also if another facilitator looks after them.
        Refused: ``not_permitted``.
    """
    actor.require(Permission.RECORD_FOR_OTHERS)
    found = uow.entrusted.find(speaker)
    if found is None or not (found.facilitator == actor.id or _left_to_admins(uow, actor, found)):
        raise _no_speaker("You look after no such speaker; GET /speakers lists those whom you do.")
    actor.require(Permission.RECORD_FOR_OTHERS, found.collection)
    return found


def _left_to_admins(uow: UnitOfWork, actor: Actor, speaker: EntrustedSpeaker) -> bool:
    """Whether the speaker's facilitator was erased, and the actor is an admin, who then looks after them."""
    if not actor.may(Permission.MANAGE_PEOPLE):
        return False
    facilitator = uow.contributors.find(speaker.facilitator)
    return facilitator is not None and facilitator.status is ContributorStatus.ERASED


def voice_to_record(uow: UnitOfWork, actor: Actor, collection: Collection, speaker: SpeakerId | None) -> SpeakerId:
    """The voice of a recording: the actor's own, or that of an entrusted speaker of the collection.

    Raises:
        Missing: ``contributor_missing``; ``speaker_missing``, also if the speaker records for another collection.
        Refused: ``not_permitted``.
    """
    if speaker is None:
        return the_contributor(uow, actor).speaker
    if entrusted_to(uow, actor, speaker).collection != collection.id:
        raise _no_speaker(f"This speaker does not record for {collection.slug}.")
    return speaker


def is_own_voice(uow: UnitOfWork, actor: Actor, speaker: SpeakerId) -> bool:
    """Whether the actor must not judge what this speaker says: it is their own voice, or one entrusted to them."""
    return speaker == the_contributor(uow, actor).speaker or uow.entrusted.looks_after(actor.id, speaker)


def chunk_to_judge(uow: UnitOfWork, actor: Actor, chunk_id: ChunkId, own_voice: str) -> Chunk:
    """A chunk that the actor may judge, locked.

    Args:
        uow: the unit of work that the judgement is kept in.
        actor: a reviewer.
        chunk_id: which one.
        own_voice: what to say if the voice is the actor's own, or entrusted to them.

    Raises:
        Missing: ``chunk_missing``, also if the actor is not a reviewer of its collection.
        Refused: ``own_voice``.
    """
    chunk = uow.chunks.find(chunk_id, lock=True)
    if chunk is None or not actor.may(Permission.REVIEW, chunk.collection):
        raise Missing("chunk_missing", "There is no such chunk.")
    if is_own_voice(uow, actor, chunk.speaker):
        raise Refused("own_voice", own_voice)
    return chunk


def _no_speaker(detail: str) -> Missing:
    return Missing("speaker_missing", detail, errors=[FieldError("speaker", detail)])

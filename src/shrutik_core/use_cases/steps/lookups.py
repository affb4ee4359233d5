"""What use cases look up again and again, and the errors when it is not there."""

from uuid import UUID

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.collections.collection import Collection
from shrutik_core.people.consent import Consent, Purpose
from shrutik_core.people.contributor import Contributor
from shrutik_core.people.roles import Actor
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.errors import FieldError, Gone, Missing, Refused, declare
from shrutik_core.shared.ids import CollectionId, PromptId, SpeakerId

declare(Refused, "own_voice", "A speaker does not judge their own voice.")

declare(Missing, "prompt_missing", "There is no such prompt.")
declare(Missing, "collection_missing", "There is no such collection.")
declare(Gone, "voice_withdrawn", "The speaker has withdrawn this voice.")
declare(Missing, "contributor_missing", "There is no such account.")
declare(Refused, "consent_required", "This needs the speaker's consent.")


def the_collection(uow: UnitOfWork, reference: str, *, lock: bool = False) -> Collection:
    """A collection by its slug or its id; with ``lock`` no other unit of work changes it until this one ends.

    Raises:
        Missing: ``collection_missing``.
    """
    collection = uow.collections.find_by_slug(reference)
    if collection is None:
        collection = uow.collections.find(CollectionId(_uuid_or_none(reference)))
    if collection is None:
        raise no_collection(reference)
    return (uow.collections.find(collection.id, lock=True) or collection) if lock else collection


def no_collection(reference: str) -> Missing:
    """The error that there is no collection of this slug or id."""
    detail = f"There is no collection {reference[:80]!r}; GET /collections lists them."
    return Missing("collection_missing", detail, errors=[FieldError("collection", detail)])


def _uuid_or_none(reference: str) -> UUID:
    try:
        return UUID(reference)
    except ValueError:
        return UUID(int=0)


def collection_of(uow: UnitOfWork, thing: Chunk | Recording | Prompt) -> Collection:
    """The collection that a chunk, a recording or a prompt belongs to.

    Raises:
        Missing: ``collection_missing``.
    """
    collection = uow.collections.find(thing.collection)
    if collection is None:
        raise Missing("collection_missing", "Its collection is gone.")
    return collection


def the_contributor(uow: UnitOfWork, actor: Actor) -> Contributor:
    """The account behind an actor.

    Raises:
        Missing: ``contributor_missing``.
    """
    contributor = uow.contributors.find(actor.id)
    if contributor is None:
        raise no_account()
    return contributor


def no_account() -> Missing:
    """The error that the account is gone."""
    return Missing("contributor_missing", "There is no such account.")


def voice_withdrawn() -> Gone:
    """The error ``voice_withdrawn``: nobody hears this voice any more."""
    return Gone("voice_withdrawn", "The speaker has withdrawn this voice; nobody hears or reads it any more.")


def the_consent(uow: UnitOfWork, speaker: SpeakerId, collection: Collection, purpose: Purpose) -> Consent:
    """The speaker's standing consent for one purpose.

    Raises:
        Refused: ``consent_required`` if there is none in the present wording; `extra` says which version to show.
    """
    consent = uow.consents.latest(speaker, collection.id)
    if consent is None or not consent.covers(purpose, collection.consent.version):
        raise Refused(
            "consent_required",
            f"This needs the speaker's consent to '{purpose}' for {collection.slug}, version "
            f"{collection.consent.version}; give it with POST /consents.",
            extra={"collection": collection.slug, "version": collection.consent.version},
        )
    return consent


def check_prompt(uow: UnitOfWork, collection: Collection, prompt_id: PromptId | None) -> None:
    """Let pass what was to be said, if it is a prompt of the collection, or free speech.

    Raises:
        Missing: ``prompt_missing``.
    """
    prompt = None if prompt_id is None else uow.prompts.find(prompt_id)
    if prompt_id is not None and (prompt is None or prompt.collection != collection.id):
        detail = f"There is no such prompt in {collection.slug}."
        raise Missing("prompt_missing", detail, errors=[FieldError("prompt_id", detail)])

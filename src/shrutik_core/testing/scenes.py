"""Scenes: things kept in a store before a test begins, each after those that it refers to."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.chunking.chunk import Chunk
from shrutik_core.chunking.cuts import Cuts
from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.people.api_key import ApiKey
from shrutik_core.people.consent import Consent
from shrutik_core.people.contributor import Contributor
from shrutik_core.people.speaker import Speaker
from shrutik_core.people.withdrawal import Withdrawal
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.prompts.medium import PromptMedium
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.recordings.copies import RecordingFingerprint
from shrutik_core.recordings.recording import Recording
from shrutik_core.releases.release import Release
from shrutik_core.review.review import Review
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.receipts import Receipt
from shrutik_core.testing.builders import a_collection, a_contributor, a_recording, a_speaker
from shrutik_core.transcription.gold import Gold
from shrutik_core.transcription.task import Task
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.webhooks.delivery import Delivery
from shrutik_core.webhooks.webhook import Webhook

Shelve = Callable[[UnitOfWork, Any], object]


def _each(shelve: Shelve) -> Shelve:
    def shelve_each(work: UnitOfWork, things: Iterable[object]) -> None:
        for thing in things:
            shelve(work, thing)

    return shelve_each


_SHELVES: dict[type, Shelve] = {
    Contributor: _each(lambda work, thing: work.contributors.add(thing)),
    Speaker: _each(lambda work, thing: work.speakers.add(thing)),
    Consent: _each(lambda work, thing: work.consents.add(thing)),
    Collection: _each(lambda work, thing: work.collections.add(thing)),
    ConsentDocument: _each(lambda work, thing: work.consent_documents.add(thing)),
    Prompt: lambda work, things: work.prompts.add_all(things),
    PromptMedium: _each(lambda work, thing: work.prompts.add_medium(thing)),
    Recording: _each(lambda work, thing: work.recordings.add(thing)),
    RecordingFingerprint: _each(lambda work, thing: work.fingerprints.put(thing)),
    Cuts: _each(lambda work, thing: work.recordings.keep_cuts(thing)),
    Chunk: lambda work, things: work.chunks.add_all(things),
    Task: lambda work, things: work.tasks.add_all(things),
    Transcription: _each(lambda work, thing: work.transcriptions.add(thing)),
    Gold: _each(lambda work, thing: work.golds.put(thing)),
    ConsensusRecord: _each(lambda work, thing: work.consensuses.put(thing)),
    Review: _each(lambda work, thing: work.reviews.queue(thing)),
    Release: _each(lambda work, thing: work.releases.add(thing)),
    Job: _each(lambda work, thing: work.jobs.add(thing)),
    Receipt: _each(lambda work, thing: work.receipts.keep(thing)),
    Withdrawal: _each(lambda work, thing: work.withdrawals.add(thing)),
    AuditEntry: _each(lambda work, thing: work.audit.add(thing)),
    ApiKey: _each(lambda work, thing: work.api_keys.add(thing)),
    Webhook: _each(lambda work, thing: work.webhooks.add(thing)),
    Delivery: _each(lambda work, thing: work.deliveries.add(thing)),
}


def keep(units: UnitsOfWork, *things: object) -> None:
    """Put each thing on its repository, in this order, in one unit of work."""
    with units() as work:
        for kind, alike in groupby(things, type):
            _SHELVES[kind](work, list(alike))
        work.commit()


def set_stage(units: UnitsOfWork, people: int = 4) -> None:
    """Keep collections 1 and 2, persons from 1 on with their own voices, and recording 1, of person 1's voice."""
    numbers = range(1, people + 1)
    everybody = [thing for number in numbers for thing in (a_speaker(number), a_contributor(number))]
    keep(units, *everybody, a_collection(1), a_collection(2), a_recording(1))

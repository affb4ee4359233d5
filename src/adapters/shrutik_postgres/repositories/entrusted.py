"""The repository of entrusted speakers on PostgreSQL."""

from typing import Any

from sqlalchemy import Row, exists, insert, or_, select

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.entrusted import EntrustedSpeaker, RecordedConsent
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import ConsentId, ContributorId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.entrusted import entrusted_speakers, recorded_consents
from shrutik_postgres.tables.people import contributors
from shrutik_postgres.transaction import Transaction


class PostgresEntrustedSpeakers:
    """`EntrustedSpeakers` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, speaker: EntrustedSpeaker) -> None:
        """See `EntrustedSpeakers.add`."""
        values = {
            "id": speaker.id,
            "collection": speaker.collection,
            "facilitator": speaker.facilitator,
            "name": speaker.name,
            "created_at": speaker.created_at,
            "minor": speaker.minor,
            "guardian": speaker.guardian,
        }
        self._transaction.add(insert(entrusted_speakers), [values])

    def find(self, speaker: SpeakerId) -> EntrustedSpeaker | None:
        """See `EntrustedSpeakers.find`."""
        row = self._transaction.first(select(entrusted_speakers).where(entrusted_speakers.c.id == speaker))
        return _entrusted(row) if row else None

    def looks_after(self, person: ContributorId, speaker: SpeakerId) -> bool:
        """See `EntrustedSpeakers.looks_after`."""
        theirs = exists().where(entrusted_speakers.c.id == speaker, entrusted_speakers.c.facilitator == person)
        return bool(self._transaction.scalar(select(theirs)))

    def page(self, request: PageRequest, facilitator: ContributorId, *, left: bool = False) -> Page[EntrustedSpeaker]:
        """See `EntrustedSpeakers.page`."""
        theirs = entrusted_speakers.c.facilitator == facilitator
        if left:
            erased = select(contributors.c.id).where(contributors.c.status == ContributorStatus.ERASED.value)
            theirs = or_(theirs, entrusted_speakers.c.facilitator.in_(erased))
        wanted = select(entrusted_speakers).where(theirs)
        return newest_first(self._transaction, wanted, request, by_birth(entrusted_speakers), _entrusted)

    def add_recorded(self, recorded: RecordedConsent) -> None:
        """See `EntrustedSpeakers.add_recorded`."""
        values = {
            "id": recorded.id,
            "speaker": recorded.speaker,
            "audio_key": recorded.audio.key,
            "audio_size": recorded.audio.size,
            "audio_sha256": recorded.audio.sha256,
            "media_type": recorded.media_type,
            "recorded_by": recorded.recorded_by,
            "created_at": recorded.created_at,
        }
        self._transaction.add(insert(recorded_consents), [values])

    def find_recorded(self, consent: ConsentId) -> RecordedConsent | None:
        """See `EntrustedSpeakers.find_recorded`."""
        row = self._transaction.first(select(recorded_consents).where(recorded_consents.c.id == consent))
        return _recorded(row) if row else None


def _entrusted(row: Row[Any]) -> EntrustedSpeaker:
    return EntrustedSpeaker(
        id=row.id,
        collection=row.collection,
        facilitator=row.facilitator,
        name=row.name,
        created_at=row.created_at,
        minor=row.minor,
        guardian=row.guardian,
    )


def _recorded(row: Row[Any]) -> RecordedConsent:
    return RecordedConsent(
        id=row.id,
        speaker=row.speaker,
        audio=StoredBlob(row.audio_key, row.audio_size, row.audio_sha256),
        media_type=row.media_type,
        recorded_by=row.recorded_by,
        created_at=row.created_at,
    )

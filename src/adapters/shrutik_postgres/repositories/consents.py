"""The repository of consents on PostgreSQL."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, exists, func, insert, select, update

from shrutik_core.people.consent import Consent
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.people import consents, contributors
from shrutik_postgres.transaction import Transaction, Values


class PostgresConsents:
    """`Consents` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, consent: Consent) -> None:
        """See `Consents.add`."""
        self._transaction.add(insert(consents), [_consent_values(consent)])

    def save(self, consent: Consent) -> None:
        """See `Consents.save`."""
        statement = update(consents).where(consents.c.id == consent.id)
        self._transaction.change(statement.values(_consent_values(consent)), "consent")

    def latest(self, speaker: SpeakerId, collection: CollectionId) -> Consent | None:
        """See `Consents.latest`."""
        theirs = select(consents).where(consents.c.speaker == speaker, consents.c.collection == collection)
        row = self._transaction.first(theirs.order_by(consents.c.given_at.desc(), consents.c.id.desc()).limit(1))
        return _consent(row) if row else None

    def people(self, collection: CollectionId) -> Sequence[ContributorId]:
        """See `Consents.people`."""
        newest_first_each = func.row_number().over(
            partition_by=consents.c.speaker, order_by=(consents.c.given_at.desc(), consents.c.id.desc())
        )
        columns = consents.c.speaker, consents.c.withdrawn_at, newest_first_each.label("place")
        each = select(*columns).where(consents.c.collection == collection).subquery()
        theirs = select(contributors.c.id).join(each, each.c.speaker == contributors.c.speaker)
        standing = theirs.where(each.c.place == 1, each.c.withdrawn_at.is_(None))
        return [ContributorId(row.id) for row in self._transaction.all(standing.order_by(contributors.c.id))]

    def agreed_to(self, collection: CollectionId, version: str) -> bool:
        """See `Consents.agreed_to`."""
        given = exists().where(consents.c.collection == collection, consents.c.version == version)
        return bool(self._transaction.scalar(select(given)))

    def page(self, speaker: SpeakerId, request: PageRequest) -> Page[Consent]:
        """See `Consents.page`."""
        theirs = select(consents).where(consents.c.speaker == speaker)
        return newest_first(self._transaction, theirs, request, by_birth(consents, "given_at"), _consent)


def _consent_values(consent: Consent) -> Values:
    return {
        "id": consent.id,
        "speaker": consent.speaker,
        "collection": consent.collection,
        "version": consent.version,
        "purposes": sorted(purpose.value for purpose in consent.purposes),
        "given_at": consent.given_at,
        "withdrawn_at": consent.withdrawn_at,
        "language": consent.language,
        "text_hash": consent.text_hash,
        "narrowed_from": consent.narrowed_from,
        "statement": consent.statement,
    }


def _consent(row: Row[Any]) -> Consent:
    return Consent(
        id=row.id,
        speaker=row.speaker,
        collection=row.collection,
        version=row.version,
        purposes=row.purposes,
        given_at=row.given_at,
        withdrawn_at=row.withdrawn_at,
        language=row.language,
        text_hash=row.text_hash,
        narrowed_from=row.narrowed_from,
        statement=row.statement,
    )

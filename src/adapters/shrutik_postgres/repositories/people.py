"""The repositories of contributors and speakers on PostgreSQL."""

from typing import Any

from sqlalchemy import Integer, Row, cast, exists, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.people.sought import Sought
from shrutik_core.people.speaker import Speaker
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ContributorId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.account_listener import CHANNEL
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.repositories.seeking import found_among
from shrutik_postgres.tables.people import contributors, speakers
from shrutik_postgres.transaction import Transaction, Values

# What ends an account's access tokens when it changes.
_CREDENTIALS = ("status", "password_hash")


class PostgresContributors:
    """`Contributors` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, contributor: Contributor) -> None:
        """See `Contributors.add`."""
        if not self.add_if_free(contributor):
            raise Conflict("email_taken", "There is an account with this address; log in, or use another address.")

    def add_if_free(self, contributor: Contributor) -> bool:
        """See `Contributors.add_if_free`: no error is provoked, whose line in the server's log has the address."""
        statement = upsert(contributors).values(_contributor_values(contributor))
        kept = statement.on_conflict_do_nothing(index_elements=[contributors.c.email]).returning(contributors.c.id)
        return self._transaction.scalar(kept) is not None

    def rehash(self, contributor: ContributorId, before: str, after: str) -> None:
        """See `Contributors.rehash`."""
        same = contributors.c.id == contributor, contributors.c.password_hash == before
        self._transaction.run(update(contributors).where(*same).values(password_hash=after))

    def save(self, contributor: Contributor) -> None:
        """See `Contributors.save`."""
        values = _contributor_values(contributor)
        changed = or_(*(contributors.c[name].is_distinct_from(values[name]) for name in _CREDENTIALS))
        generation = contributors.c.generation + cast(changed, Integer)
        statement = update(contributors).where(contributors.c.id == contributor.id)
        self._transaction.change(statement.values({**values, "generation": generation}), "contributor")
        self._transaction.tell(CHANNEL, str(contributor.id))

    def find(self, contributor: ContributorId, *, lock: bool = False) -> Contributor | None:
        """See `Contributors.find`."""
        wanted = select(contributors).where(contributors.c.id == contributor)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return to_contributor(row) if row else None

    def has_admin_beside(self, contributor: ContributorId) -> bool:
        """See `Contributors.has_admin_beside`."""
        self._transaction.alone("admins")
        active = (
            contributors.c.status == ContributorStatus.ACTIVE.value,
            contributors.c.role == Role.ADMIN.value,
            contributors.c.withdrawn_at.is_(None),
        )
        return bool(self._transaction.scalar(select(exists().where(*active, contributors.c.id != contributor))))

    def find_by_email(self, email: str, *, lock: bool = False) -> Contributor | None:
        """See `Contributors.find_by_email`."""
        wanted = select(contributors).where(contributors.c.email == email)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return to_contributor(row) if row else None

    def page(
        self,
        request: PageRequest,
        *,
        status: ContributorStatus | None = None,
        role: Role | None = None,
        sought: Sought | None = None,
    ) -> Page[Contributor]:
        """See `Contributors.page`."""
        asked = {contributors.c.status: status, contributors.c.role: role}
        wanted = select(contributors).where(*(column == one.value for column, one in asked.items() if one is not None))
        by = by_birth(contributors)
        if sought is not None:
            wanted, by = found_among(wanted, sought)
        return newest_first(self._transaction, wanted, request, by, to_contributor)


class PostgresSpeakers:
    """`Speakers` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, speaker: Speaker) -> None:
        """See `Speakers.add`."""
        self._transaction.add(insert(speakers), [_speaker_values(speaker)])

    def save(self, speaker: Speaker) -> None:
        """See `Speakers.save`."""
        statement = update(speakers).where(speakers.c.id == speaker.id)
        self._transaction.change(statement.values(_speaker_values(speaker)), "speaker")

    def find(self, speaker: SpeakerId) -> Speaker | None:
        """See `Speakers.find`."""
        row = self._transaction.first(select(speakers).where(speakers.c.id == speaker))
        return _speaker(row) if row else None


def _contributor_values(contributor: Contributor) -> Values:
    return {
        "id": contributor.id,
        "email": contributor.email,
        "name": contributor.name,
        "password_hash": contributor.password_hash,
        "role": contributor.role.value,
        "speaker": contributor.speaker,
        "locale": contributor.locale,
        "created_at": contributor.created_at,
        "status": contributor.status.value,
        "email_verified_at": contributor.email_verified_at,
        "collections": sorted(contributor.collections),
        "withdrawn_at": contributor.withdrawn_at,
        "on_leaderboard": contributor.on_leaderboard,
    }


def to_contributor(row: Row[Any]) -> Contributor:
    """The account of a row."""
    return Contributor(
        id=row.id,
        email=row.email,
        name=row.name,
        password_hash=row.password_hash,
        role=Role(row.role),
        speaker=row.speaker,
        locale=row.locale,
        created_at=row.created_at,
        status=ContributorStatus(row.status),
        generation=row.generation,
        email_verified_at=row.email_verified_at,
        collections=frozenset(row.collections),
        withdrawn_at=row.withdrawn_at,
        on_leaderboard=row.on_leaderboard,
    )


def _speaker_values(speaker: Speaker) -> Values:
    return {
        "id": speaker.id,
        "contributor": speaker.contributor,
        "created_at": speaker.created_at,
        "traits": dict(speaker.traits),
        "traits_in_releases": _allowed(speaker),
        "synthetic": speaker.synthetic,
    }


def _allowed(speaker: Speaker) -> list[str] | None:
    return None if speaker.traits_in_releases is None else sorted(speaker.traits_in_releases)


def _speaker(row: Row[Any]) -> Speaker:
    return Speaker(
        id=row.id,
        contributor=row.contributor,
        created_at=row.created_at,
        traits=row.traits,
        traits_in_releases=row.traits_in_releases,
        synthetic=row.synthetic,
    )

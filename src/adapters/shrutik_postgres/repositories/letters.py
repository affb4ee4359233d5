"""The repository of letters on PostgreSQL."""

from typing import Any

from sqlalchemy import Row, delete, insert, select

from shrutik_core.notices.letter import Letter, LetterKind
from shrutik_core.shared.ids import LetterId
from shrutik_postgres.tables.sessions import letters
from shrutik_postgres.transaction import Transaction


class PostgresLetters:
    """`Letters` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, letter: Letter) -> None:
        """See `Letters.add`."""
        values = {
            "id": letter.id,
            "kind": letter.kind.value,
            "contributor": letter.contributor,
            "email": letter.email,
            "created_at": letter.created_at,
        }
        self._transaction.add(insert(letters), [values])

    def find(self, letter: LetterId) -> Letter | None:
        """See `Letters.find`."""
        row = self._transaction.first(select(letters).where(letters.c.id == letter))
        return _letter(row) if row else None

    def remove(self, letter: LetterId) -> None:
        """See `Letters.remove`."""
        self._transaction.run(delete(letters).where(letters.c.id == letter))


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        id=row.id, kind=LetterKind(row.kind), contributor=row.contributor, email=row.email, created_at=row.created_at
    )

"""The repository of flags on PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, Uuid, any_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.shared.ids import ContributorId, FlagId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.flag import MOST_EVIDENCE, Flag, FlagEvidence, FlagKind
from shrutik_postgres.repositories.documents import recordset
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.flags import flag_evidence, flags
from shrutik_postgres.transaction import Transaction, Values

_Found = Mapping[FlagId, tuple[FlagEvidence, ...]]
# What no two flags share; as in their unique index.
_ABOUT = (flags.c.contributor, flags.c.kind, func.coalesce(flags.c.other, flags.c.contributor))


class PostgresFlags:
    """`Flags` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, flags_: Sequence[Flag]) -> None:
        """See `Flags.put`; those that are there are locked in one order, so that nobody waits in a ring."""
        flags_ = self._with_room(flags_)
        if not flags_:
            return
        known = self._locked(flags_)
        rows = [
            _of_evidence(flag_id, one)
            for flag in flags_
            for flag_id, held in [known[_about(flag)]]
            for one in flag.evidence[: MOST_EVIDENCE - held]
        ]
        if rows:
            new = recordset(rows, list(flag_evidence.c))
            statement = upsert(flag_evidence).from_select([one.name for one in flag_evidence.c], select(new))
            self._transaction.run(statement.on_conflict_do_nothing())

    def page(
        self, request: PageRequest, *, kind: FlagKind | None = None, contributor: ContributorId | None = None
    ) -> Page[Flag]:
        """See `Flags.page`."""
        wanted = select(flags)
        if kind is not None:
            wanted = wanted.where(flags.c.kind == kind.value)
        if contributor is not None:
            wanted = wanted.where(or_(flags.c.contributor == contributor, flags.c.other == contributor))
        page = newest_first(self._transaction, wanted, request, by_birth(flags, "raised_at"), _row)
        evidence = self._evidence([row.id for row in page.items])
        return page.map(lambda row: _flag(row, evidence[row.id]))

    def _with_room(self, flags_: Sequence[Flag]) -> Sequence[Flag]:
        """Those that take more evidence: of a crowd of robots nearly none, so that they cost one statement."""
        if not flags_:
            return flags_
        rows = self._transaction.all(_there(flags_))
        full = {(row.kind, row.contributor, row.other) for row in rows if row.held >= MOST_EVIDENCE}
        return [flag for flag in flags_ if _about(flag) not in full]

    def _locked(self, flags_: Sequence[Flag]) -> dict[tuple[object, ...], tuple[FlagId, int]]:
        """The id of each flag, new or there before, and how much evidence it has; locked."""
        rows = [_values(flag) for flag in sorted(flags_, key=lambda flag: _order(_about(flag)))]
        self._transaction.run(upsert(flags).values(rows).on_conflict_do_nothing())
        found = self._transaction.all(_there(flags_).order_by(*_ABOUT).with_for_update(of=flags))
        return {(row.kind, row.contributor, row.other): (row.id, row.held) for row in found}

    def _evidence(self, ids: Sequence[FlagId]) -> _Found:
        theirs = flag_evidence.c.flag == any_(literal(list(ids), ARRAY(Uuid)))
        query = select(flag_evidence).where(theirs).order_by(flag_evidence.c.flag, flag_evidence.c.transcription)
        found: dict[FlagId, tuple[FlagEvidence, ...]] = dict.fromkeys(ids, ())
        for row in self._transaction.all(query):
            found[row.flag] += (FlagEvidence(row.transcription, row.chunk, row.beside, row.took, row.lasts),)
        return found


def _there(flags_: Sequence[Flag]) -> Select[Any]:
    """What is known of the same people: their flags, and how much evidence each has."""
    people = any_(literal([flag.contributor for flag in flags_], ARRAY(Uuid)))
    held = select(func.count()).where(flag_evidence.c.flag == flags.c.id).correlate(flags).scalar_subquery()
    return select(flags, held.label("held")).where(flags.c.contributor == people)


def _about(flag: Flag) -> tuple[object, ...]:
    return flag.kind.value, flag.contributor, flag.other


def _order(about: tuple[object, ...]) -> tuple[str, ...]:
    kind, contributor, other = about
    return str(contributor), str(kind), str(other or contributor)


def _values(flag: Flag) -> Values:
    return {
        "id": flag.id,
        "kind": flag.kind.value,
        "contributor": flag.contributor,
        "other": flag.other,
        "raised_at": flag.raised_at,
    }


def _of_evidence(flag: FlagId, evidence: FlagEvidence) -> Values:
    return {
        "flag": flag,
        "transcription": evidence.transcription,
        "chunk": evidence.chunk,
        "beside": evidence.beside,
        "took": evidence.took,
        "lasts": evidence.lasts,
    }


def _row(row: Row[Any]) -> Row[Any]:
    return row


def _flag(row: Row[Any], evidence: tuple[FlagEvidence, ...]) -> Flag:
    return Flag(row.id, FlagKind(row.kind), row.contributor, row.raised_at, evidence, row.other)

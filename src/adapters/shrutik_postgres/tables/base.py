"""What the tables have in common: names of constraints, and the columns that recur."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, MetaData, Uuid
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def identity(name: str = "id") -> Column[UUID]:
    """The primary key of a thing that was named outside the database."""
    return Column(name, Uuid, primary_key=True)


def reference(
    name: str, table: str, *, nullable: bool = False, primary: bool = False, late: bool = False
) -> Column[UUID]:
    """A foreign key, checked at commit: within a unit of work the order of writes is free.

    Args:
        name: of the column.
        table: whose ``id`` it holds.
        nullable: whether it may be empty.
        primary: whether it is of the primary key.
        late: whether the constraint is made after both tables, because each refers to the other.
    """
    target = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED", use_alter=late)
    return Column(name, Uuid, target, nullable=nullable, primary_key=primary)


def instant(name: str, *, nullable: bool = False) -> "Column[object]":
    """An instant, with time zone, to the microsecond."""
    return Column(name, DateTime(timezone=True), nullable=nullable)


def document(name: str) -> "Column[object]":
    """A mapping or list of things that no query looks into."""
    return Column(name, JSONB, nullable=False)


def one_of(name: str, states: type[StrEnum]) -> CheckConstraint:
    """Only these states are possible (and none at all if the column allows it)."""
    return CheckConstraint(f"{name} IN ({', '.join(repr(state.value) for state in states)})", name=name)

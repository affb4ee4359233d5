"""The tables of those who do jobs, and of when periodic tasks were begun."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_postgres.tables.base import instant, metadata

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("worker", Uuid, primary_key=True),
    Column("host", Text, nullable=False),
    Column("queues", ARRAY(Text), nullable=False),
    Column("threads", Integer, nullable=False),
    Column("count", BigInteger, nullable=False),
    CheckConstraint("threads > 0 AND count >= 0", name="counts"),
)

periodic_turns = Table(
    "periodic_turns",
    metadata,
    Column("name", Text, primary_key=True),
    instant("taken_at"),
)

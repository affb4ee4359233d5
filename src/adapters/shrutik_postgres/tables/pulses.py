"""The table of an installation's pulse, a row for each five minutes."""

from sqlalchemy import BigInteger, Column, DateTime, Double, Integer, Table

from shrutik_postgres.tables.base import metadata

pulses = Table(
    "pulses",
    metadata,
    Column("begins", DateTime(timezone=True), primary_key=True),
    Column("requests", BigInteger, nullable=False),
    Column("failed", BigInteger, nullable=False),
    Column("decided", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("oldest", Double, nullable=False),
    Column("dead", Integer, nullable=False),
)

"""The table of what gauges showed when they were last read."""

from sqlalchemy import Column, Double, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_postgres.tables.base import instant, metadata

readings = Table(
    "readings",
    metadata,
    Column("metric", Text, primary_key=True),
    Column("labels", ARRAY(Text), primary_key=True),
    Column("value", Double, nullable=False),
    instant("read_at"),
)

"""The table of arrivals."""

from sqlalchemy import Boolean, Column, Index, Table, Uuid, false, text

from shrutik_postgres.tables.base import metadata, reference

arrivals = Table(
    "arrivals",
    metadata,
    reference("contributor", "contributors", primary=True),
    Column("origin", Uuid),
    Column("vouched", Boolean, nullable=False, server_default=false()),
    Index("ix_arrivals_origin", "origin", postgresql_where=text("origin IS NOT NULL")),
)

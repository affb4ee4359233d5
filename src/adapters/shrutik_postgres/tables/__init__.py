"""The tables, one module per family; importing this package knows them all."""

from shrutik_postgres.tables import (
    audit,
    chunks,
    fingerprints,
    golds,
    jobs,
    people,
    prompts,
    receipts,
    recordings,
    releases,
    reviews,
    standings,
    tasks,
    withdrawals,
)
from shrutik_postgres.tables.base import metadata

__all__ = [
    "audit",
    "chunks",
    "fingerprints",
    "golds",
    "jobs",
    "metadata",
    "people",
    "prompts",
    "receipts",
    "recordings",
    "releases",
    "reviews",
    "standings",
    "tasks",
    "withdrawals",
]

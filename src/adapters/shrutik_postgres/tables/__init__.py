"""The tables, one module per family; importing this package knows them all."""

from shrutik_postgres.tables import (
    arrivals,
    audit,
    chunks,
    fingerprints,
    flags,
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
)
from shrutik_postgres.tables.base import metadata

__all__ = [
    "arrivals",
    "audit",
    "chunks",
    "fingerprints",
    "flags",
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
]

"""The tables, one module per family; importing this package knows them all."""

from shrutik_postgres.tables import (
    api_keys,
    audit,
    chunks,
    consent_documents,
    fingerprints,
    golds,
    jobs,
    people,
    prompts,
    receipts,
    recordings,
    releases,
    reviews,
    sessions,
    standings,
    tasks,
    withdrawals,
)
from shrutik_postgres.tables.base import metadata

__all__ = [
    "api_keys",
    "audit",
    "chunks",
    "consent_documents",
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
    "sessions",
    "standings",
    "tasks",
    "withdrawals",
]

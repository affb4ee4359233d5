"""The tables, one module per family; importing this package knows them all."""

from shrutik_postgres.tables import (
    audit,
    chunks,
    entrusted,
    fingerprints,
    golds,
    identities,
    invitations,
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
)
from shrutik_postgres.tables.base import metadata

__all__ = [
    "audit",
    "chunks",
    "entrusted",
    "fingerprints",
    "golds",
    "identities",
    "invitations",
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
]

"""The tables, one module per family; importing this package knows them all."""

from shrutik_postgres.tables import (
    chunks,
    golds,
    jobs,
    ledgers,
    people,
    prints,
    prompts,
    recordings,
    releases,
    reviews,
    standings,
    tasks,
)
from shrutik_postgres.tables.base import metadata

__all__ = [
    "chunks",
    "golds",
    "jobs",
    "ledgers",
    "metadata",
    "people",
    "prints",
    "prompts",
    "recordings",
    "releases",
    "reviews",
    "standings",
    "tasks",
]

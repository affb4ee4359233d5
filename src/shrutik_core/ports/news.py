"""News of the outbox: which part of the background work has something to do now."""

from collections.abc import Callable, Collection
from enum import StrEnum

from shrutik_core.shared.job_kinds import AT_ONCE, JobKind


class News(StrEnum):
    """Whom a commit concerns."""

    DECIDE = "decide"
    """Those who decide chunks."""
    SEND = "send"
    """Those who carry jobs to the broker."""
    TELL = "tell"
    """Those who tell programs of events."""


EVERYBODY = frozenset(News)
Listen = Callable[[float], Collection[News]]
"""Waits up to so many seconds for news; which there may have been."""


def news_of(kind: JobKind) -> News:
    """Whom a job concerns that is due."""
    return News.DECIDE if kind in AT_ONCE else News.SEND

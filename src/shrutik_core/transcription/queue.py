"""The queue explained: why a person is lent nothing, or less than they ask for."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.transcription.assignment import Obstacle
from shrutik_core.transcription.task import MOST_LEASES_HELD, MOST_TASKS_AT_ONCE


class Closure(StrEnum):
    """Why a person is offered nothing at all, whatever chunks there are."""

    ACCOUNT_INACTIVE = "account_inactive"
    LEASES_HELD = "leases_held"
    TASKS_USED_UP = "tasks_used_up"
    NO_CHUNKS = "no_chunks"


SENTENCES: Mapping[Closure | Obstacle, str] = {
    Closure.ACCOUNT_INACTIVE: "The account is disabled, withdrawn or erased; an inactive account is lent nothing.",
    Closure.LEASES_HELD: f"The person holds {MOST_LEASES_HELD} tasks, which is as many as one person may; "
    "they should hand some in, or wait until leases run out.",
    Closure.TASKS_USED_UP: "Nothing shows who is behind the account, and it was lent all its tasks of today; "
    "the person should verify their address, or wait until midnight UTC.",
    Closure.NO_CHUNKS: "The collection has no chunks yet: nothing was recorded, or recordings still wait to be cut.",
    Obstacle.NOT_OPEN: "These want no transcription: they are settled, in review, silent, rejected or withdrawn.",
    Obstacle.OWN_VOICE: "The person is the speaker, and a speaker does not transcribe their own voice.",
    Obstacle.KIN_VOICE: "The speaker's account was made from the same network at about the same time as the person's, "
    "so both may be one person.",
    Obstacle.ENTRUSTED_VOICE: "The person looks after the speaker, and is not lent what the speaker said.",
    Obstacle.HAD_BEFORE: "The person had a task for each of these before; a chunk is lent to a person once.",
    Obstacle.ENOUGH_VOTES: "These have all the transcriptions that they want now, or other people are typing them.",
}
"""What each means, and what to do about it, for an admin."""


@attrs.frozen
class QueueCounts:
    """A collection's chunks, counted for one person.

    Attributes:
        statuses: how many chunks are where in their life; a status without chunks may be left out.
        open_chunks: how many of the open ones each obstacle keeps from the person, by the first one that does; under
            None those that the person may be offered.
    """

    statuses: Mapping[ChunkStatus, int]
    open_chunks: Mapping[Obstacle | None, int]


@attrs.frozen
class Asker:
    """What an account is lent at most.

    Attributes:
        active: whether it is in use.
        held: tasks that count as held now, 0 and up.
        lent_today: tasks that it was lent since midnight UTC, 0 and up.
        most_today: tasks that it may be lent on one day, above 0; None for any number.
    """

    active: bool = True
    held: int = 0
    lent_today: int = 0
    most_today: int | None = None

    def closures(self) -> tuple[Closure, ...]:
        """All that stands against lending it anything."""
        reasons = {
            Closure.ACCOUNT_INACTIVE: not self.active,
            Closure.LEASES_HELD: self.held >= MOST_LEASES_HELD,
            Closure.TASKS_USED_UP: self.most_today is not None and self.lent_today >= self.most_today,
        }
        return tuple(reason for reason, holds in reasons.items() if holds)

    def places(self) -> int:
        """Tasks that it may take in one call now, 0 up to 20."""
        left = [MOST_TASKS_AT_ONCE, MOST_LEASES_HELD - self.held]
        left += [] if self.most_today is None else [self.most_today - self.lent_today]
        return max(0, min(left)) if self.active else 0


@attrs.frozen
class QueueExplained:
    """Why a person is lent what they are lent.

    Attributes:
        offered: chunks of which the person may be lent any, 0 and up.
        places: tasks that the person may take in one call now, 0 up to 20.
        statuses: how many chunks of the collection are where in their life.
        closures: what stands against lending the person anything.
        obstacles: how many chunks each obstacle keeps from the person, 1 and up; each chunk is counted once.
    """

    offered: int
    places: int
    statuses: Mapping[ChunkStatus, int]
    closures: tuple[Closure, ...]
    obstacles: Mapping[Obstacle, int]


def explain_queue(asker: Asker, counts: QueueCounts) -> QueueExplained:
    """What a person may be lent of a collection, and all that stands against it."""
    statuses = {status: counts.statuses.get(status, 0) for status in ChunkStatus}
    total = sum(statuses.values())
    closed = {Obstacle.NOT_OPEN: total - statuses[ChunkStatus.OPEN]}
    found = {one: closed.get(one, counts.open_chunks.get(one, 0)) for one in Obstacle}
    return QueueExplained(
        offered=counts.open_chunks.get(None, 0),
        places=asker.places(),
        statuses=statuses,
        closures=asker.closures() + (() if total else (Closure.NO_CHUNKS,)),
        obstacles={one: number for one, number in found.items() if number},
    )

"""Whose turn it is: background work of many people, by person in turn and short before long."""

from collections import Counter
from collections.abc import Iterable

from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.jobs import Job

Person = ContributorId | None


def by_turn(waiting: Iterable[Job], under_way: Iterable[Job]) -> list[Job]:
    """The jobs that wait, in the order in which they are to be begun.

    A job's turn is how many of its person's are under way or come before it. So whoever has a hundred of them is served
    one for each round in which others are served one; in a round the one that is ready first comes first
    (`Job.ready_at`), and of one person's as well.

    Args:
        waiting: in any order.
        under_way: those that were sent or run.
    """
    taken = Counter(job.person for job in under_way)
    turns: list[tuple[int, Job]] = []
    for job in sorted(waiting, key=_place):
        turns.append((taken[job.person], job))
        taken[job.person] += 1
    return [job for _, job in sorted(turns, key=lambda turn: (turn[0], *_place(turn[1])))]


def _place(job: Job) -> tuple[object, ...]:
    return job.ready_at, job.id

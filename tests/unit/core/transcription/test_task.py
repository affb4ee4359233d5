"""Tasks."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Conflict
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_task, an_instant
from shrutik_core.transcription.task import LEASE, LONGEST_LEASE, TASK_LIFE, SkipReason, Task, TaskStatus

STEPS = {
    TaskStatus.SUBMITTED: lambda task, now: task.submit(now),
    TaskStatus.SKIPPED: lambda task, now: task.skip(SkipReason.INAUDIBLE, now),
    TaskStatus.EXPIRED: lambda task, _: task.expire(),
    TaskStatus.CANCELLED: lambda task, now: task.cancel(now),
}


@given(strategies.tasks(), st.sampled_from(list(STEPS)), strategies.instants())
def test_a_task_lives_by_its_table(task, status, now):
    if not TASK_LIFE.allows(task.status, status):
        with pytest.raises(Conflict) as error:
            STEPS[status](task, now)
        assert error.value.code == f"task_{task.status}"
        return
    after = STEPS[status](task, now)
    assert after.status is status
    assert after.finished_at == (None if status is TaskStatus.EXPIRED else now)
    assert (after.skip_reason is not None) == (status is TaskStatus.SKIPPED)


@given(strategies.instants())
def test_a_lease_is_of_30_minutes(now):
    given_ = a_task(1)
    task = Task.lend(given_.id, given_.chunk, given_.collection, given_.contributor, now)
    assert (task.status, task.leased_at, task.lease_expires_at - now) == (TaskStatus.LEASED, now, LEASE)


@given(strategies.tasks(), strategies.instants())
def test_only_a_lease_is_renewed(task, now):
    if task.status is TaskStatus.LEASED:
        assert renewed_or_used_up(task, now) is not None
    else:
        with pytest.raises(Conflict) as error:
            task.renew(now)
        assert error.value.code == f"task_{task.status}"


def renewed_or_used_up(task, now):
    """The task after a try to renew it, which changes nothing but the end of its lease."""
    try:
        renewed = task.renew(now)
    except Conflict as error:
        over = now >= task.lease_expires_at
        assert error.code == ("task_expired" if over else "lease_used_up")
        return task
    assert attrs.evolve(renewed, lease_expires_at=task.lease_expires_at) == task
    return renewed


@given(strategies.instants(), st.lists(st.integers(0, 3 * 3600), max_size=20).map(sorted))
def test_no_lease_lasts_for_more_than_two_hours_however_often_it_is_renewed(begin, seconds):
    given_ = a_task(1)
    task = Task.lend(given_.id, given_.chunk, given_.collection, given_.contributor, begin)
    for now in (begin + timedelta(seconds=later) for later in seconds):
        after = renewed_or_used_up(task, now)
        assert task.lease_expires_at <= after.lease_expires_at <= begin + timedelta(hours=2)
        if now < task.lease_expires_at < begin + timedelta(hours=2):
            assert after.lease_expires_at == min(now + LEASE, begin + LONGEST_LEASE)
        task = after


def test_a_lease_is_renewed_up_to_two_hours_and_no_second_longer():
    begin, second = an_instant(0), timedelta(seconds=1)
    end = begin + timedelta(hours=2)
    task = a_task(1, leased_at=begin, lease_expires_at=end - second)
    assert task.renew(end - 2 * second).lease_expires_at == end
    assert task.renew(begin + timedelta(minutes=90)).lease_expires_at == end
    assert task.renew(begin + timedelta(minutes=89)).lease_expires_at == end - timedelta(minutes=1)
    for lease, now, code in (
        (task, end - second, "task_expired"),
        (attrs.evolve(task, lease_expires_at=end), begin, "lease_used_up"),
    ):
        with pytest.raises(Conflict) as error:
            lease.renew(now)
        assert error.value.code == code


@given(strategies.instants())
def test_late_text_is_kept(now):
    assert a_task().expire().submit(now).status is TaskStatus.SUBMITTED

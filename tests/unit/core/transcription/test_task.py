"""Tasks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Conflict
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_task
from shrutik_core.transcription.task import LEASE, TASK_LIFE, SkipReason, Task, TaskStatus

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
        renewed = task.renew(now)
        assert renewed.lease_expires_at == now + LEASE
        assert renewed.leased_at == task.leased_at
    else:
        with pytest.raises(Conflict) as error:
            task.renew(now)
        assert error.value.code == f"task_{task.status}"


@given(strategies.instants())
def test_late_text_is_kept(now):
    assert a_task().expire().submit(now).status is TaskStatus.SUBMITTED

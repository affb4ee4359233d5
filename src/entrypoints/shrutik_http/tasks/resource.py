"""Tasks: taken, listed, skipped, renewed."""

from typing import Self

import attrs

from shrutik_core.shared.ids import TaskId
from shrutik_core.use_cases.transcription.take_tasks import KeepTasks, TakeTasks
from shrutik_http.call import Call
from shrutik_http.links import SignedLinks
from shrutik_http.messages import NoQuery
from shrutik_http.tasks.messages import (
    SkippedTaskMessage,
    SkipRequest,
    TaskMessage,
    TaskPage,
    TaskQuery,
    TasksRequest,
    TasksTaken,
)
from shrutik_http.wiring import Wiring


@attrs.frozen
class TasksResource:
    """What answers when tasks are asked for."""

    take_tasks: TakeTasks
    keep_tasks: KeepTasks
    links: SignedLinks

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.take_tasks(), wiring.platform.keep_tasks(), wiring.links)

    def list(self, call: Call[None, TaskQuery]) -> TaskPage:
        """List the caller's own tasks."""
        page = self.keep_tasks.list(call.actor, call.query.page, call.query.status)
        return TaskPage.of(page, lambda one: TaskMessage.of(one, self.links.of(call.person)))

    def take(self, call: Call[TasksRequest, NoQuery]) -> TasksTaken:
        """Take tasks."""
        lent = self.take_tasks(call.actor, call.body.collection, call.body.count, call.key)
        return TasksTaken.of(lent, self.links.of(call.person))

    def skip(self, call: Call[SkipRequest, NoQuery]) -> SkippedTaskMessage:
        """Give a task up."""
        task = self.keep_tasks.skip(call.actor, TaskId(call.id("task_id")), call.body.reason)
        return SkippedTaskMessage.of(task)

    def renew(self, call: Call[None, NoQuery]) -> TaskMessage:
        """Keep a task for another while."""
        return TaskMessage.of(self.keep_tasks.renew(call.actor, TaskId(call.id("task_id"))), self.links.of(call.person))

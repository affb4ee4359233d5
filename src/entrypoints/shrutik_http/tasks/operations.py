"""Operations on tasks."""

from shrutik_core.use_cases.transcription.take_tasks import KeepTasks, TakeTasks
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation
from shrutik_http.tasks.messages import (
    SkippedTaskMessage,
    SkipRequest,
    TaskMessage,
    TaskPage,
    TaskQuery,
    TasksRequest,
    TasksTaken,
)
from shrutik_http.tasks.resource import TasksResource

_ALL = f"{ROOT}/tasks"
_ONE = ROOT + "/tasks/{task_id}"

TASKS = Noun(
    "tasks",
    "Chunks lent to people to be transcribed.",
    TasksResource,
    (
        Operation(
            "GET",
            _ALL,
            "Your own tasks, newest first",
            TasksResource.list,
            TaskPage,
            query=TaskQuery,
            uses=(KeepTasks.list,),
        ),
        Operation(
            "POST",
            _ALL,
            "Take chunks to transcribe, for 30 minutes; none of your own voice, none twice",
            TasksResource.take,
            TasksTaken,
            body=TasksRequest,
            uses=(TakeTasks.__call__,),
            once="take_tasks",
        ),
        Operation(
            "POST",
            f"{_ONE}/skip",
            "Give a task up",
            TasksResource.skip,
            SkippedTaskMessage,
            body=SkipRequest,
            uses=(KeepTasks.skip,),
        ),
        Operation(
            "POST",
            f"{_ONE}/renew",
            "Keep a task for another 30 minutes",
            TasksResource.renew,
            TaskMessage,
            uses=(KeepTasks.renew,),
        ),
    ),
)

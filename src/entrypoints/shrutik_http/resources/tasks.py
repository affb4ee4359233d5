"""Tasks: taken, listed, skipped, renewed."""

import attrs
import falcon

from shrutik_core.shared.ids import TaskId
from shrutik_core.use_cases.transcription.take_tasks import KeepTasks, TakeTasks
from shrutik_http.answering import answer
from shrutik_http.context import Resource, actor
from shrutik_http.links import Links
from shrutik_http.reading import read_id, read_json, read_once, read_page, read_query
from shrutik_http.schemas.base import PageView
from shrutik_http.schemas.tasks import LeasesView, SkipMessage, TaskQuery, TaskView, TaskWish
from shrutik_http.views.tasks import skipped_view, task_view


@attrs.frozen
class Tasks(Resource):
    """``/tasks``."""

    take_tasks: TakeTasks
    keep_tasks: KeepTasks
    links: Links

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List one's own tasks."""
        query = read_query(req, TaskQuery)
        page = self.keep_tasks.list(actor(req), read_page(query), query.status)
        views = [task_view(one, self.links) for one in page.items]
        answer(resp, PageView[TaskView](items=views, next_cursor=page.next_cursor))

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Take tasks."""
        said = read_json(req, TaskWish)
        key = read_once(req, "take_tasks", said)
        lent = self.take_tasks(actor(req), said.collection, said.count, key)
        answer(resp, LeasesView(items=[task_view(one, self.links) for one in lent]))


@attrs.frozen
class TaskSkip(Resource):
    """``/tasks/{task_id}/skip``."""

    keep_tasks: KeepTasks

    def on_post(self, req: falcon.Request, resp: falcon.Response, task_id: str) -> None:
        """Give a task up."""
        said = read_json(req, SkipMessage)
        answer(resp, skipped_view(self.keep_tasks.skip(actor(req), TaskId(read_id(task_id)), said.reason)))


@attrs.frozen
class TaskRenew(Resource):
    """``/tasks/{task_id}/renew``."""

    keep_tasks: KeepTasks
    links: Links

    def on_post(self, req: falcon.Request, resp: falcon.Response, task_id: str) -> None:
        """Keep a task for another while."""
        answer(resp, task_view(self.keep_tasks.renew(actor(req), TaskId(read_id(task_id))), self.links))

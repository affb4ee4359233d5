"""What admins look after: accounts and jobs."""

import attrs
import falcon

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.shared.errors import FieldError
from shrutik_core.shared.ids import ContributorId, JobId
from shrutik_core.use_cases.jobs.manage_jobs import ManageJobs
from shrutik_core.use_cases.people.manage_people import ManagePeople
from shrutik_http.answering import answer
from shrutik_http.context import Resource, actor
from shrutik_http.reading import read_id, read_json, read_page, read_query, refused_fields
from shrutik_http.schemas.base import PageQuery, PageView
from shrutik_http.schemas.operations import JobQuery, JobView
from shrutik_http.schemas.people import PersonChange, PersonView
from shrutik_http.views.operations import job_view
from shrutik_http.views.people import person_view


@attrs.frozen
class Users(Resource):
    """``/admin/users``."""

    manage_people: ManagePeople

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List accounts."""
        page = self.manage_people.list(actor(req), read_page(read_query(req, PageQuery))).map(person_view)
        answer(resp, PageView[PersonView](items=list(page.items), next_cursor=page.next_cursor))


@attrs.frozen
class UserItem(Resource):
    """``/admin/users/{user_id}``."""

    manage_people: ManagePeople

    def on_patch(self, req: falcon.Request, resp: falcon.Response, user_id: str) -> None:
        """Give an account another role, or disable it."""
        said = read_json(req, PersonChange)
        if said.role is None and said.status is None:
            raise refused_fields([FieldError("", "say a role or a status", "missing")])
        if said.status is ContributorStatus.ERASED:
            raise refused_fields([FieldError("status", "is 'active' or 'disabled' here", "enum")])
        found = self.manage_people.get(actor(req), ContributorId(read_id(user_id)))
        if said.role is not None:
            found = self.manage_people.give_role(actor(req), found.email, said.role)
        if said.status is not None and said.status is not found.status:
            active = said.status is ContributorStatus.ACTIVE
            found = self.manage_people.set_active(actor(req), found.email, active=active)
        answer(resp, person_view(found))


@attrs.frozen
class Jobs(Resource):
    """``/admin/jobs``."""

    manage_jobs: ManageJobs

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List jobs."""
        query = read_query(req, JobQuery)
        page = self.manage_jobs.list(actor(req), read_page(query), query.status).map(job_view)
        answer(resp, PageView[JobView](items=list(page.items), next_cursor=page.next_cursor))


@attrs.frozen
class JobRetry(Resource):
    """``/admin/jobs/{job_id}/retry``."""

    manage_jobs: ManageJobs

    def on_post(self, req: falcon.Request, resp: falcon.Response, job_id: str) -> None:
        """Let a dead job wait again."""
        answer(resp, job_view(self.manage_jobs.retry(actor(req), JobId(read_id(job_id)))))

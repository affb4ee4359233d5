"""Jobs: listed, and brought back from the dead."""

from typing import Self

import attrs

from shrutik_core.shared.ids import JobId
from shrutik_core.use_cases.jobs.manage_jobs import ManageJobs
from shrutik_http.call import Call
from shrutik_http.jobs.messages import JobMessage, JobPage, JobQuery
from shrutik_http.messages import NoQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class JobsResource:
    """What answers when an admin asks for jobs."""

    manage_jobs: ManageJobs

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.manage_jobs())

    def list(self, call: Call[None, JobQuery]) -> JobPage:
        """List jobs."""
        return JobPage.of(self.manage_jobs.list(call.actor, call.query.page, call.query.status), JobMessage.of)

    def retry(self, call: Call[None, NoQuery]) -> JobMessage:
        """Let a dead job wait again."""
        return JobMessage.of(self.manage_jobs.retry(call.actor, JobId(call.id("job_id"))))

"""Operations on jobs."""

from shrutik_core.use_cases.jobs.manage_jobs import ManageJobs
from shrutik_http.jobs.messages import JobMessage, JobPage, JobQuery
from shrutik_http.jobs.resource import JobsResource
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation

JOBS = Noun(
    "jobs",
    "Background work, as an admin looks after it.",
    JobsResource,
    (
        Operation(
            "GET",
            f"{ROOT}/admin/jobs",
            "Background work, newest first; status=dead is the dead-letter list",
            JobsResource.list,
            JobPage,
            query=JobQuery,
            uses=(ManageJobs.list,),
        ),
        Operation(
            "POST",
            ROOT + "/admin/jobs/{job_id}/retry",
            "Let a dead job wait again",
            JobsResource.retry,
            JobMessage,
            uses=(ManageJobs.retry,),
        ),
    ),
)

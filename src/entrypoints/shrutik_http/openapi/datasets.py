"""Operations on releases, and those of administration."""

from shrutik_http.context import Access
from shrutik_http.links import ROOT
from shrutik_http.openapi.operation import Operation
from shrutik_http.schemas.base import PageQuery, PageView
from shrutik_http.schemas.operations import HealthView, JobQuery, JobView, ReadyView
from shrutik_http.schemas.people import PersonChange, PersonView
from shrutik_http.schemas.releases import ReleaseMessage, ReleaseReceipt, ReleaseView

_FILES = (
    "application/jsonl",
    "application/x-tar",
    "text/csv",
    "text/markdown",
    "text/plain",
    "text/tab-separated-values",
)

RELEASES = (
    Operation(
        "GET",
        f"{ROOT}/releases",
        "releases",
        "Releases, newest first (researchers, admins)",
        PageView[ReleaseView],
        query=PageQuery,
        problems=("not_permitted",),
    ),
    Operation(
        "POST",
        f"{ROOT}/releases",
        "releases",
        "Ask for a release (researchers, admins); it is built afterwards",
        ReleaseReceipt,
        202,
        body=ReleaseMessage,
        problems=(
            "release_name_invalid",
            "format_unknown",
            "selection_invalid",
            "collection_missing",
            "not_permitted",
            "try_again",
        ),
        key=True,
        location=True,
    ),
    Operation(
        "GET",
        ROOT + "/releases/{release_id}",
        "releases",
        "A release and how far it is",
        ReleaseView,
        problems=("release_missing", "not_permitted"),
    ),
    Operation(
        "GET",
        ROOT + "/releases/{release_id}/files/{name}",
        "releases",
        "A file of a release; url is a signed link to it",
        content=_FILES,
        problems=("release_missing", "file_missing", "not_permitted"),
        access=Access.LINK,
        ranged=True,
    ),
)

ADMIN = (
    Operation(
        "GET",
        f"{ROOT}/admin/users",
        "admin",
        "Accounts, newest first",
        PageView[PersonView],
        query=PageQuery,
        problems=("not_permitted",),
    ),
    Operation(
        "PATCH",
        ROOT + "/admin/users/{user_id}",
        "admin",
        "Give an account another role, or disable it",
        PersonView,
        body=PersonChange,
        problems=("contributor_missing", "contributor_erased", "not_permitted"),
    ),
    Operation(
        "GET",
        f"{ROOT}/admin/jobs",
        "admin",
        "Background work, newest first; status=dead is the dead-letter list",
        PageView[JobView],
        query=JobQuery,
        problems=("not_permitted",),
    ),
    Operation(
        "POST",
        ROOT + "/admin/jobs/{job_id}/retry",
        "admin",
        "Let a dead job wait again",
        JobView,
        problems=("job_missing", "job_waiting", "job_running", "job_done", "not_permitted"),
    ),
)

OPERATING = (
    Operation("GET", "/healthz", "operating", "Whether the process lives", HealthView, access=Access.OPEN),
    Operation(
        "GET",
        "/readyz",
        "operating",
        "Whether the database answers and audio can be stored",
        ReadyView,
        problems=("not_ready",),
        access=Access.OPEN,
    ),
    Operation(
        "GET",
        f"{ROOT}/openapi.json",
        "operating",
        "This document",
        content=("application/json",),
        access=Access.OPEN,
    ),
    Operation("GET", "/api/docs", "operating", "This document, to be read", content=("text/html",), access=Access.OPEN),
    Operation(
        "GET",
        "/api/docs/{name}",
        "operating",
        "What that page is made of",
        content=("text/css", "text/javascript"),
        problems=("document_missing", "extra_missing"),
        access=Access.OPEN,
    ),
)

"""Operations on releases."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.use_cases.releases.download_quota import DownloadQuota
from shrutik_core.use_cases.releases.preview_release import PreviewRelease
from shrutik_core.use_cases.releases.read_public_releases import ReadPublicReleases
from shrutik_core.use_cases.releases.request_release import ReadReleases, RequestRelease
from shrutik_core.use_cases.review.report_clips import ReportClips
from shrutik_http.call import Access
from shrutik_http.chunks.report_messages import ClipReportMessage, ReleasedClipReportRequest
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation
from shrutik_http.releases.messages import ReleaseMessage, ReleasePage, ReleaseQuery, ReleaseReceipt
from shrutik_http.releases.resource import ReleasesResource
from shrutik_http.releases.selection import PreviewMessage, ReleaseRequest

_ALL = f"{ROOT}/releases"
_ONE = ROOT + "/releases/{release_id}"
_FILES = (
    "application/gzip",
    "application/json",
    "application/jsonl",
    "application/vnd.apache.parquet",
    "application/x-tar",
    "application/zstd",
    "text/csv",
    "text/html",
    "text/markdown",
    "text/plain",
    "text/tab-separated-values",
)

RELEASES = Noun(
    "releases",
    "Numbered datasets to download.",
    ReleasesResource,
    (
        Operation(
            "GET",
            _ALL,
            "Releases, newest first (researchers, admins)",
            ReleasesResource.list,
            ReleasePage,
            query=ReleaseQuery,
            uses=(ReadReleases.list,),
        ),
        Operation(
            "POST",
            _ALL,
            "Ask for a release (researchers, admins); it is built afterwards",
            ReleasesResource.request,
            ReleaseReceipt,
            202,
            body=ReleaseRequest,
            uses=(RequestRelease.__call__,),
            once="request_release",
            limit=Limit.COSTLY,
            location=_ALL + "/{id}",
        ),
        Operation(
            "POST",
            _ALL + "/preview",
            "What a release would hold, and what would stay out and why (researchers, admins); nothing is kept",
            ReleasesResource.preview,
            PreviewMessage,
            body=ReleaseRequest,
            uses=(PreviewRelease.__call__,),
            limit=Limit.COSTLY,
        ),
        Operation(
            "GET",
            _ONE,
            "A release and how far it is",
            ReleasesResource.get,
            ReleaseMessage,
            uses=(ReadReleases.get,),
        ),
        Operation(
            "POST",
            _ONE + "/report",
            "Say what is wrong with a clip of a release; it stays out of new ones until a reviewer has looked",
            ReleasesResource.report,
            ClipReportMessage,
            body=ReleasedClipReportRequest,
            uses=(ReportClips.of_release,),
        ),
        Operation(
            "GET",
            _ONE + "/files/{name}",
            "A file of a release; url is a signed link to it",
            ReleasesResource.file,
            content=_FILES,
            uses=(ReadReleases.file, DownloadQuota.__call__),
            access=Access.LINK,
            ranged=True,
            deep=True,
        ),
        Operation(
            "GET",
            _ONE + "/public/{name}",
            "A file of a release that is public, for everybody; caches may keep it",
            ReleasesResource.public_file,
            content=_FILES,
            uses=(ReadPublicReleases.file,),
            access=Access.OPEN,
            ranged=True,
            deep=True,
        ),
    ),
)

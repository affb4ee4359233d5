"""Releases: asked for, listed, shown, downloaded."""

from functools import partial
from typing import Self

import attrs

from shrutik_core.shared.ids import ReleaseId
from shrutik_core.use_cases.releases.download_quota import DownloadQuota
from shrutik_core.use_cases.releases.preview_release import PreviewRelease
from shrutik_core.use_cases.releases.read_public_releases import ReadPublicReleases
from shrutik_core.use_cases.releases.request_release import ReadReleases, RequestRelease
from shrutik_core.use_cases.review.report_clips import ReportClips
from shrutik_http.call import Call
from shrutik_http.chunks.report_messages import ClipReportMessage, ReleasedClipReportRequest
from shrutik_http.links import SignedLinks
from shrutik_http.media import Medium
from shrutik_http.messages import NoQuery
from shrutik_http.releases.messages import ReleaseMessage, ReleasePage, ReleaseQuery, ReleaseReceipt
from shrutik_http.releases.selection import PreviewMessage, ReleaseRequest
from shrutik_http.wiring import Wiring


@attrs.frozen
class ReleasesResource:
    """What answers when releases are asked for."""

    request_release: RequestRelease
    preview_release: PreviewRelease
    read_releases: ReadReleases
    read_public_releases: ReadPublicReleases
    download_quota: DownloadQuota
    report_clips: ReportClips
    links: SignedLinks

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(
            platform.request_release(),
            platform.preview_release(),
            platform.read_releases(),
            platform.read_public_releases(),
            platform.download_quota(),
            platform.report_clips(),
            wiring.links,
        )

    def list(self, call: Call[None, ReleaseQuery]) -> ReleasePage:
        """List releases."""
        page = self.read_releases.list(call.actor, call.query.page, call.query.status)
        return ReleasePage.of(page, lambda one: ReleaseMessage.of(one, self.links.of(call.person)))

    def request(self, call: Call[ReleaseRequest, NoQuery]) -> ReleaseReceipt:
        """Ask for a release."""
        return ReleaseReceipt.of(self.request_release(call.actor, call.body.wish(), call.key))

    def preview(self, call: Call[ReleaseRequest, NoQuery]) -> PreviewMessage:
        """Say what a release would hold."""
        return PreviewMessage.of(self.preview_release(call.actor, call.body.wish()))

    def get(self, call: Call[None, NoQuery]) -> ReleaseMessage:
        """Show a release and how far it is."""
        return ReleaseMessage.of(
            self.read_releases.get(call.actor, ReleaseId(call.id("release_id"))), self.links.of(call.person)
        )

    def report(self, call: Call[ReleasedClipReportRequest, NoQuery]) -> ClipReportMessage:
        """Keep what somebody says is wrong with a clip of a release."""
        said, release = call.body, ReleaseId(call.id("release_id"))
        return ClipReportMessage.of(self.report_clips.of_release(call.actor, release, said.clip, said.reason))

    def file(self, call: Call[None, NoQuery]) -> Medium:
        """Send a file of a release."""
        file = self.read_releases.file(call.actor_or_link, ReleaseId(call.id("release_id")), call.path["name"])
        opener = partial(self.read_releases.open, file)
        count = partial(self.download_quota, call.asker)
        name = file.name.rpartition("/")[2]
        return Medium(file.size, file.sha256, file.media_type, opener, file.key, file_name=name, count=count)

    def public_file(self, call: Call[None, NoQuery]) -> Medium:
        """Send a file of a public release to anybody."""
        file = self.read_public_releases.file(ReleaseId(call.id("release_id")), call.path["name"])
        opener = partial(self.read_public_releases.open, file)
        name = file.name.rpartition("/")[2]
        return Medium(file.size, file.sha256, file.media_type, opener, file.key, file_name=name, public=True)

"""Releases: asked for, listed, shown, downloaded."""

from functools import partial

import attrs
import falcon

from shrutik_core.shared.ids import ReleaseId
from shrutik_core.use_cases.releases.request_release import ReadReleases, ReleaseWish, RequestRelease
from shrutik_http.answering import accepted, answer
from shrutik_http.context import Access, Resource, actor, actor_or_link
from shrutik_http.links import ROOT, Links
from shrutik_http.media import Medium, send
from shrutik_http.reading import read_id, read_json, read_once, read_page, read_query
from shrutik_http.schemas.base import PageQuery, PageView
from shrutik_http.schemas.releases import ReleaseMessage, ReleaseView
from shrutik_http.views.releases import release_receipt, release_view


@attrs.frozen
class Releases(Resource):
    """``/releases``."""

    request_release: RequestRelease
    read_releases: ReadReleases
    links: Links

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List releases."""
        page = self.read_releases.list(actor(req), read_page(read_query(req, PageQuery)))
        views = [release_view(one, self.links) for one in page.items]
        answer(resp, PageView[ReleaseView](items=views, next_cursor=page.next_cursor))

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Ask for a release."""
        said = read_json(req, ReleaseMessage)
        key = read_once(req, "request_release", said)
        wish = ReleaseWish(said.name, said.collections, said.formats, said.min_confidence)
        release = self.request_release(actor(req), wish, key)
        accepted(resp, release_receipt(release), f"{ROOT}/releases/{release.id}")


@attrs.frozen
class ReleaseItem(Resource):
    """``/releases/{release_id}``."""

    read_releases: ReadReleases
    links: Links

    def on_get(self, req: falcon.Request, resp: falcon.Response, release_id: str) -> None:
        """Show a release and how far it is."""
        release = self.read_releases.get(actor(req), ReleaseId(read_id(release_id)))
        answer(resp, release_view(release, self.links))


@attrs.frozen
class ReleaseFileItem(Resource):
    """``/releases/{release_id}/files/{name}``."""

    access = Access.LINK
    read_releases: ReadReleases

    def on_get(self, req: falcon.Request, resp: falcon.Response, release_id: str, name: str) -> None:
        """Send a file of a release."""
        file = self.read_releases.file(actor_or_link(req), ReleaseId(read_id(release_id)), name)
        opener = partial(self.read_releases.open, file)
        send(req, resp, Medium(file.size, file.sha256, file.media_type, opener, file_name=file.name))

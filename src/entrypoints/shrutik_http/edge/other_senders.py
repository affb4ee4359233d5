"""Who sends a blob in our place: the store itself, or the proxy before us."""

import attrs
import falcon.asgi

from shrutik_core.ports.blob_store import BlobStore
from shrutik_http.edge.origin import Origins
from shrutik_http.media import Medium

LINK_SECONDS = 15 * 60
"""Long enough to hear any clip, and to begin a download; whoever was sent there may go on for so long, whatever they
lose meanwhile."""


@attrs.frozen
class StoreLinks:
    """Makes addresses of blobs in the store, for callers.

    Attributes:
        blobs: the store.
    """

    blobs: BlobStore

    def link(self, medium: Medium) -> str | None:
        """The address; None if the store gives out none."""
        return self.blobs.link(medium.key, LINK_SECONDS, medium.media_type, medium.file_name)


@attrs.frozen
class ProxyPaths:
    """Makes paths of blobs, which the proxy alone can read.

    Attributes:
        blobs: the store, of plain files.
        root: path under which the proxy finds all of them, without a slash at the end.
        origins: tells who is a trusted proxy.
    """

    blobs: BlobStore
    root: str
    origins: Origins

    def path(self, medium: Medium, request: falcon.asgi.Request) -> str | None:
        """The path; None if nobody would follow it: the caller is not a proxy of ours, or the blob is gone."""
        if not (self.origins.is_from_proxy(request) and self.blobs.exists(medium.key)):
            return None
        return f"{self.root}/{medium.key}"


@attrs.frozen
class OtherSenders:
    """Whoever sends blobs in our place.

    Attributes:
        store: where callers are sent on to.
        proxy: what the proxy is told.
    """

    store: StoreLinks | None = None
    proxy: ProxyPaths | None = None

    def link(self, medium: Medium) -> str | None:
        """Where the caller may fetch the medium; None for here."""
        return self.store.link(medium) if self.store else None

    def path(self, medium: Medium, request: falcon.asgi.Request) -> str | None:
        """Where the proxy that asks finds the medium; None if we send it."""
        return self.proxy.path(medium, request) if self.proxy else None


NOBODY = OtherSenders()
"""All is sent by us."""

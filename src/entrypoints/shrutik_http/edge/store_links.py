"""Where the store of blobs itself sends what we would."""

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_http.media import Medium

LINK_SECONDS = 15 * 60
"""Long enough to hear any clip, and to begin a download; whoever was sent there may go on for so long, whatever they
lose meanwhile."""


@attrs.frozen
class StoreLinks:
    """Makes addresses of blobs in the store.

    Attributes:
        blobs: the store.
    """

    blobs: BlobStore

    def __call__(self, medium: Medium) -> str | None:
        """The address; None if the medium is sent by us alone, or the store gives out none."""
        if not medium.key:
            return None
        return self.blobs.link(medium.key, LINK_SECONDS, medium.media_type, medium.file_name)

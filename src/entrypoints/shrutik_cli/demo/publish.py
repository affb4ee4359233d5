"""The researcher's account: a release is made of what was accepted, unless the newest one holds just that."""

from shrutik_cli.demo.accounts import RESEARCHER
from shrutik_cli.demo.background import Background
from shrutik_cli.demo.material import LANGUAGES
from shrutik_cli.demo.setup import DemoPlatform
from shrutik_cli.paging import every
from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.releases.selection import PLAIN_FORMATS
from shrutik_core.shared.errors import Unavailable
from shrutik_core.use_cases.releases.release_wish import ReleaseWish

NAME = "demo"


def newest(demo: DemoPlatform) -> Release | None:
    """The newest release of the demo that is ready."""
    reader, researcher = demo.platform.read_releases(), demo.actors[RESEARCHER]
    releases = every(lambda request: reader.list(researcher, request))
    return next((one for one in releases if one.name == NAME and one.status is ReleaseStatus.READY), None)


def publish(demo: DemoPlatform, background: Background) -> Release:
    """A new release in every format that needs no further library.

    Raises:
        Unavailable: ``release_failed``.
    """
    slugs = [demo.collection(language) for language in LANGUAGES]
    formats = [format_.value for format_ in PLAIN_FORMATS]
    # A dozen speakers would stay one split; people want to see three. All of them are voices of a synthesiser.
    wish = ReleaseWish(NAME, slugs, formats, parted=True, synthetic=True)
    researcher = demo.actors[RESEARCHER]
    requested = demo.platform.request_release()(researcher, wish)
    background.settle()
    release = demo.platform.read_releases().get(researcher, requested.id)
    if release.status is not ReleaseStatus.READY:
        raise Unavailable("release_failed", f"{release.title} was not built: {release.error or release.status}")
    return release

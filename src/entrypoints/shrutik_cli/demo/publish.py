"""The researcher's part: a release is made of what was accepted, unless the newest one holds just that."""

from shrutik_cli.demo.background import Background
from shrutik_cli.demo.cast import RESEARCHER
from shrutik_cli.demo.material import LANGUAGES
from shrutik_cli.demo.stage import Stage
from shrutik_cli.paging import every
from shrutik_core.releases.release import Release, ReleaseFormat, ReleaseStatus
from shrutik_core.shared.errors import Unavailable
from shrutik_core.use_cases.releases.request_release import ReleaseWish

NAME = "demo"


def newest(stage: Stage) -> Release | None:
    """The newest release of the demo that is ready."""
    reader, researcher = stage.platform.read_releases(), stage.actors[RESEARCHER]
    releases = every(lambda request: reader.list(researcher, request))
    return next((one for one in releases if one.name == NAME and one.status is ReleaseStatus.READY), None)


def publish(stage: Stage, background: Background) -> Release:
    """A new release in every format.

    Raises:
        Unavailable: ``release_failed``.
    """
    slugs = [stage.collection(language) for language in LANGUAGES]
    wish = ReleaseWish(NAME, slugs, [format_.value for format_ in ReleaseFormat])
    researcher = stage.actors[RESEARCHER]
    requested = stage.platform.request_release()(researcher, wish)
    background.settle()
    release = stage.platform.read_releases().get(researcher, requested.id)
    if release.status is not ReleaseStatus.READY:
        raise Unavailable("release_failed", f"{release.title} was not built: {release.error or release.status}")
    return release

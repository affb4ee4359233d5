"""Creates a release from the command line: with workers of its own, or with those of the server that runs."""

import time
from pathlib import Path

from shrutik_bootstrap.installation import Installation, own_or_attach_installation
from shrutik_cli.acting_account import acting_account
from shrutik_cli.open_installation import as_command, settings_for, tell
from shrutik_cli.own_workers import own_workers
from shrutik_cli.progress_line import ProgressLine, progress_line
from shrutik_core.people.roles import Actor
from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.shared.errors import Conflict, Unavailable, declare
from shrutik_core.use_cases.releases.release_wish import ReleaseWish

declare(Conflict, "cluster_elsewhere", "Another process builds the releases of this data folder.")

_POLL = 0.2
_UNDER_WAY = frozenset({ReleaseStatus.REQUESTED, ReleaseStatus.BUILDING})


def create_release(
    data: Path | None, wish: ReleaseWish, email: str | None, *, wait: bool, cluster: str = ""
) -> Release:
    """The release: ready, or as it was requested if the caller does not wait.

    Args:
        data: the data folder; None for the usual one.
        wish: what it holds.
        email: of the account that acts; None for the oldest admin's.
        wait: until it is built.
        cluster: address of a Dask scheduler whose workers build it; empty for this machine.

    Raises:
        Conflict: ``cluster_elsewhere`` if another process builds the releases of this folder.
        Unavailable: ``release_failed``.
        ShrutikError: what `RequestRelease` raises, or if the installation cannot be opened.
    """
    settings = settings_for(data)
    if cluster:
        settings = settings.model_copy(update={"cluster": cluster})
    with as_command(settings), own_or_attach_installation(settings, tell) as installation:
        if cluster and not installation.owned:
            detail = f"The server that owns {installation.folder} builds it: start that with SHRUTIK_CLUSTER={cluster}."
            raise Conflict("cluster_elsewhere", detail)
        actor = acting_account(installation.platform, email)
        release = installation.platform.request_release()(actor, wish)
        if not wait:
            return release
        with own_workers(installation):
            return _built(installation, actor, release)


def _built(installation: Installation, actor: Actor, release: Release) -> Release:
    with ProgressLine() as line:
        while release.status in _UNDER_WAY:
            line.write(progress_line(release.title, release.progress, line.elapsed))
            time.sleep(_POLL)
            release = installation.platform.read_releases().get(actor, release.id)
    if release.status is ReleaseStatus.FAILED:
        raise Unavailable("release_failed", f"{release.title} was not built: {release.error}")
    return release

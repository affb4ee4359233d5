"""Making a release from the command line: with workers of its own, or with those of the server that runs."""

import time
from pathlib import Path

from shrutik_bootstrap.installation import Installation, attach_installation, own_installation
from shrutik_cli.operator import operator
from shrutik_cli.visiting import ended_in_order, settings_for, tell
from shrutik_core.people.roles import Actor
from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_core.use_cases.releases.request_release import ReleaseWish
from shrutik_worker.workers import Workers

_POLL = 0.2
_UNDER_WAY = frozenset({ReleaseStatus.REQUESTED, ReleaseStatus.BUILDING})


def make_release(data: Path | None, wish: ReleaseWish, email: str | None, *, wait: bool) -> Release:
    """The release: ready, or as it was requested where nobody waits.

    Raises:
        Unavailable: ``release_failed``.
        ShrutikError: what `RequestRelease` raises, or where the house cannot be entered.
    """
    settings = settings_for(data)
    with ended_in_order():
        try:
            with own_installation(settings, tell) as installation:
                # A database elsewhere has its own workers: here would be one too many.
                if settings.database_url or not wait:
                    return _make(installation, wish, email, wait=wait)
                with Workers(
                    installation.platform, installation.broker, installation.job_listener, settings.worker_threads
                ):
                    return _make(installation, wish, email, wait=True)
        except Conflict as error:
            if error.code != "data_folder_in_use":
                raise
        with attach_installation(settings) as installation:
            return _make(installation, wish, email, wait=wait)


def _make(installation: Installation, wish: ReleaseWish, email: str | None, *, wait: bool) -> Release:
    actor = operator(installation.platform, email)
    release = installation.platform.request_release()(actor, wish)
    return _built(installation, actor, release) if wait else release


def _built(installation: Installation, actor: Actor, release: Release) -> Release:
    while release.status in _UNDER_WAY:
        time.sleep(_POLL)
        release = installation.platform.read_releases().get(actor, release.id)
    if release.status is ReleaseStatus.FAILED:
        raise Unavailable("release_failed", f"{release.title} was not built: {release.error}")
    return release

"""Making a release from the command line: with workers of its own, or with those of the server that runs."""

import time
from pathlib import Path

from shrutik_bootstrap.laptop import House, join_house, open_house
from shrutik_cli.operator import operator
from shrutik_cli.visiting import ended_in_order, settings_for, tell
from shrutik_core.people.roles import Actor
from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_core.use_cases.request_release import ReleaseWish
from shrutik_worker.crew import crew

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
            with open_house(settings, tell) as house:
                # A database elsewhere has its own workers: here would be one too many.
                if settings.database_url or not wait:
                    return _make(house, wish, email, wait=wait)
                with crew(house.platform, house.broker, house.bell, settings.worker_threads):
                    return _make(house, wish, email, wait=True)
        except Conflict as error:
            if error.code != "data_folder_in_use":
                raise
        with join_house(settings) as house:
            return _make(house, wish, email, wait=wait)


def _make(house: House, wish: ReleaseWish, email: str | None, *, wait: bool) -> Release:
    actor = operator(house.platform, email)
    release = house.platform.request_release()(actor, wish)
    return _built(house, actor, release) if wait else release


def _built(house: House, actor: Actor, release: Release) -> Release:
    while release.status in _UNDER_WAY:
        time.sleep(_POLL)
        release = house.platform.read_releases().get(actor, release.id)
    if release.status is ReleaseStatus.FAILED:
        raise Unavailable("release_failed", f"{release.title} was not built: {release.error}")
    return release

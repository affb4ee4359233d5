"""The parent: owns the data folder, the port and the database, and keeps the processes that do the work."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

import attrs

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.owned_folder import Notice, OwnedDatabase, OwnedFolder, owned_database, owned_folder
from shrutik_bootstrap.rate_limiting import machine_rate_limiter
from shrutik_bootstrap.settings import Settings
from shrutik_cli.serving.children import Child, Children
from shrutik_cli.serving.lifeline import Lifeline
from shrutik_cli.serving.signals import Bell
from shrutik_core.shared.errors import Conflict
from shrutik_http.front.shares import Share, Shares
from shrutik_http.listening import address_of, check_exposure, listen, take_no_more

if TYPE_CHECKING:  # imported only if it is needed
    from shrutik_bootstrap.own_tls import OwnTls

JOBS = "jobs process"
_API, _JOBS = "shrutik_cli.serving.api_process", "shrutik_cli.serving.jobs_process"
_ROUND = 1.0
_JOBS_DELAY = 0.3
_POLL = 0.05
# How long the children of a parent that was killed may still hold the port.
_PATIENCE = 3.0


@attrs.frozen
class _Front:
    """What API processes answer on.

    Attributes:
        listening: bound, and shared by them.
        tls: that they speak; None for plain HTTP.
    """

    listening: socket.socket
    tls: "OwnTls | None"


def serve_installation(settings: Settings, tell: Notice, ready: Callable[[str, "OwnTls | None"], None]) -> None:
    """Serve until a signal to end comes.

    Args:
        settings: the installation's.
        tell: takes lines about what is done.
        ready: called with the address, and with what TLS is spoken there if any is, once requests are taken.

    Raises:
        Conflict: ``data_folder_in_use``, ``port_in_use`` or ``database_newer``.
        Invalid: ``exposed_without_tls``, or if the data folder or its keys cannot be used.
        Unavailable: ``address_unavailable``; ``keys_unavailable``; ``process_failing`` if a process ends at once again
            and again; or if the database cannot be reached or started.
    """
    protected = settings.https or settings.insecure or bool(settings.trusted_proxies)
    check_exposure(settings.listens_on, protected=protected)
    processes = settings.api_processes or _processors()
    with (
        Bell() as bell,
        owned_folder(settings) as folder,
        nullcontext(_own_tls(settings, folder)) as tls,
        closing(_listening(settings, folder.lock.left_behind)) as listening,
        _meanwhile(owned_database(settings, folder, tell, tell, processes)) as database,
        _kept(settings, folder, database, _Front(listening, tls), bell, processes) as children,
    ):
        ready(address_of(listening, encrypted=settings.https), tls)
        while not bell.stopping:
            bell.wait(min(_ROUND, children.next_start))
            children.look()
            if database.look_after():
                # How its jobs ended could not be noted: taken up anew, they are.
                children.replace(JOBS)


@contextmanager
def _meanwhile(database: AbstractContextManager[OwnedDatabase]) -> Iterator[OwnedDatabase]:
    """The database, which starts while what answers requests is imported, for all API processes at once."""
    with ExitStack() as stack:
        with ThreadPoolExecutor(1) as pool:
            started = pool.submit(stack.enter_context, database)
            load(_API, "laptop")
        yield started.result()


def _processors() -> int:
    """How many processors this process may use, which in a container may be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _own_tls(settings: Settings, folder: OwnedFolder) -> "OwnTls | None":
    made: OwnTls | None = None
    if settings.https:
        made = load("shrutik_bootstrap.own_tls", "laptop").own_tls(folder.path, settings.listens_on)
    return made


def check_port(settings: Settings) -> None:
    """Look whether the port can be had, before anything that takes longer is begun.

    Raises:
        Conflict: ``port_in_use``.
        Unavailable: ``address_unavailable``.
    """
    listen(settings.listens_on, settings.port).close()


def _listening(settings: Settings, after_a_kill: bool) -> socket.socket:  # noqa: FBT001 - its one caller names it
    give_up = time.monotonic() + (_PATIENCE if after_a_kill else 0.0)
    while True:
        try:
            return listen(settings.listens_on, settings.port)
        except Conflict:
            if time.monotonic() >= give_up:
                raise
            time.sleep(_POLL)


@contextmanager
def _kept(
    settings: Settings, folder: OwnedFolder, database: OwnedDatabase, front: _Front, bell: Bell, api: int
) -> Iterator[Children]:
    lifeline = Lifeline()

    def detach() -> None:
        folder.lock.let_go()
        lifeline.hold()
        bell.leave()

    def answer(share: Share) -> None:
        load(_API, "laptop").serve_api(settings, folder.path, database.url, front.listening, share, front.tls)

    def work() -> None:
        front.listening.close()
        load(_JOBS, "laptop").do_jobs(settings, folder.path, database.url)

    shares = Shares()
    machine_rate_limiter()  # made here, it is shared by all that are forked
    answering = [Child(f"API {number} process", partial(answer, shares.of(number))) for number in range(1, api + 1)]
    working = [] if settings.redis_url else [Child(JOBS, work, _JOBS_DELAY)]
    children = Children([*answering, *working], detach)
    try:
        children.start()
        yield children
    finally:
        children.end(settings.drain_seconds, partial(take_no_more, front.listening))
        lifeline.close()

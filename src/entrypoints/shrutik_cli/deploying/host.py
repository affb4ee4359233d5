"""The world as it is: commands of this host, nginx' files and log, servers by HTTP."""

import http.client
import os
import signal
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import attrs

from shrutik_cli.deploying.access_lines import ServerAnswer, attempts
from shrutik_cli.deploying.commands import filled, run
from shrutik_cli.deploying.config import Command, DeployConfig
from shrutik_cli.deploying.deployment import ReleaseInColour
from shrutik_cli.deploying.growing_file import GrowingFile
from shrutik_cli.deploying.state_file import written
from shrutik_cli.deploying.upstream import rendered
from shrutik_cli.deploying.world import Reply
from shrutik_core.shared.errors import Unavailable

_ANSWER_SECONDS = 10.0
_HEADER = "Shrutik-Release"
_NOBODY = ReleaseInColour("", "")


@attrs.define
class Host:
    """See `World`.

    Attributes:
        config: what the operator says of it.
        tell: takes lines for the operator.
    """

    config: DeployConfig
    tell: Callable[[str], None]
    _log: GrowingFile = attrs.field(init=False)
    _trust: ssl.SSLContext = attrs.field(init=False)
    _workers: frozenset[int] | None = attrs.field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        side = self.config.nginx
        self._log = GrowingFile(side.access_log)
        self._trust = ssl.create_default_context(cafile=str(side.authority) if side.authority else None)

    def prepare(self, standing: ReleaseInColour) -> None:
        """See `World.prepare`."""
        if self.config.prepare:
            self._run(self.config.prepare, standing)

    def start(self, standing: ReleaseInColour) -> None:
        """See `World.start`."""
        self._run(self.config.colours[standing.colour].start, standing)

    def stop(self, standing: ReleaseInColour) -> None:
        """See `World.stop`."""
        self._run(self.config.colours[standing.colour].stop, standing)

    def point(self, shares: Mapping[str, int], standings: Iterable[ReleaseInColour], *, is_known: bool = False) -> None:
        """See `World.point`."""
        side = self.config.nginx
        earlier = side.servers_file.read_text(encoding="utf-8") if side.servers_file.exists() else None
        releases = {one.colour: one.release for one in standings}
        written(side.servers_file, rendered(shares, self.config.servers, releases))
        try:
            if not is_known:
                self._run(side.test, _NOBODY)
        except Unavailable:
            if earlier is None:
                side.servers_file.unlink()
            else:
                written(side.servers_file, earlier)
            raise
        self._workers = self._children()
        self._log.skip()
        self._reload()

    def _reload(self) -> None:
        """By the operator's command, or by the signal that it would send: each program that is started takes time."""
        side = self.config.nginx
        if side.reload or side.pid_file is None:
            self._run(side.reload, _NOBODY)
            return
        try:
            os.kill(int(side.pid_file.read_text(encoding="utf-8")), signal.SIGHUP)
        except (OSError, ValueError) as error:
            raise Unavailable(
                "deploy_command_failed", f"nginx could not be told to reload its configuration: {error}."
            ) from error

    def ask(self, server: str, path: str) -> Reply:
        """See `World.ask`."""
        return _answer(partial(http.client.HTTPConnection, server, timeout=_ANSWER_SECONDS), path)

    def through(self, path: str) -> Reply:
        """See `World.through`."""
        url = urlsplit(self.config.nginx.url)
        if url.scheme == "http":
            return self.ask(url.netloc, path)
        connect = partial(http.client.HTTPSConnection, url.netloc, timeout=_ANSWER_SECONDS, context=self._trust)
        return _answer(connect, path)

    def attempts(self) -> tuple[ServerAnswer, ...]:
        """See `World.attempts`."""
        return tuple(one for line in self._log.lines() for one in attempts(line))

    def lets_go(self) -> bool:
        """See `World.lets_go`; nobody knows without the file of nginx' master, or after another command."""
        if self.config.nginx.pid_file is None or self._workers is None:
            return False
        return not self._workers & self._children()

    def now(self) -> float:
        """See `World.now`."""
        return time.monotonic()

    def pause(self, seconds: float) -> None:
        """See `World.pause`."""
        time.sleep(seconds)

    def _children(self) -> frozenset[int]:
        """The workers of nginx; none if it does not run, or if this system does not tell."""
        try:
            master = Path(self.config.nginx.pid_file or "/nowhere").read_text(encoding="utf-8").strip()
            told = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="utf-8")
        except OSError:
            return frozenset()
        return frozenset(map(int, told.split()))

    def _run(self, command: Command, standing: ReleaseInColour) -> None:
        run(filled(command, standing), standing.release)


def _answer(connect: Callable[[], http.client.HTTPConnection], path: str) -> Reply:
    connection = connect()
    try:
        connection.request("GET", path, headers={"User-Agent": "shrutik-deploy", "Connection": "close"})
        answer = connection.getresponse()
        answer.read()
        return Reply(answer.status, answer.headers.get(_HEADER, ""))
    except (OSError, http.client.HTTPException):
        return Reply()
    finally:
        connection.close()

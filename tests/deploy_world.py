"""A site without machines: two colours and nginx as dictionaries, each step of which may fail or be the last."""

import errno
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from shrutik_cli.deploying.access_lines import ServerAnswer
from shrutik_cli.deploying.config import DeployConfig
from shrutik_cli.deploying.deployment import ReleaseInColour
from shrutik_cli.deploying.world import Reply
from shrutik_core.shared.errors import Unavailable

SERVERS = {"blue": ("127.0.0.1:8001", "127.0.0.1:8002"), "green": ("127.0.0.1:8003", "127.0.0.1:8004")}


def a_config(folder: Path, **changes) -> DeployConfig:
    told = {
        "state": folder / "state" / "deploy.json",
        "drain_seconds": 5,
        "nginx": {
            "servers_file": folder / "servers",
            "access_log": folder / "access",
            "url": "https://localhost:8443",
            "reload": ["reload"],
        },
        "canary": {"share": 5, "answers": 20, "errors": 5, "seconds": 2, "patience": 60},
        "colours": {
            name: {"servers": list(servers), "start": ["start", "{release}"], "stop": ["stop", "{colour}"]}
            for name, servers in SERVERS.items()
        },
    }
    return DeployConfig.model_validate({**told, **changes})


class Killed(BaseException):
    """What becomes of the command."""


@attrs.define
class FakeWorld:
    """See `World`.

    Attributes:
        bad: releases whose answers fail once people are sent there.
        fails: numbers of the steps that fail, counted from 0.
        kills: number of the step at which the command dies; None for none.
        deaf: whether nginx goes on as before whatever is written.
        full: how many writings of nginx' file meet a full disk.
    """

    bad: frozenset[str] = frozenset()
    fails: frozenset[int] = frozenset()
    kills: int | None = None
    deaf: bool = False
    full: int = 0
    runs: dict[str, str] = attrs.field(factory=dict)
    named: dict[str, int] = attrs.field(factory=dict)
    told: list[str] = attrs.field(factory=list)
    steps: int = 0
    time: float = 0.0
    asked: int = 0
    noted: list[ServerAnswer] = attrs.field(factory=list)
    ended_while_named: list[str] = attrs.field(factory=list)
    worst: list[str] = attrs.field(factory=list)

    def _step(self, what: str):
        number, self.steps = self.steps, self.steps + 1
        if number == self.kills:
            raise Killed
        if number in self.fails:
            raise Unavailable("deploy_command_failed", f"{what} failed")

    def prepare(self, standing: ReleaseInColour) -> None:
        self._step("prepare")

    def start(self, standing: ReleaseInColour) -> None:
        self._step("start")
        self.runs.setdefault(standing.colour, standing.release)

    def stop(self, standing: ReleaseInColour) -> None:
        self._step("stop")
        if standing.colour in self.named:
            self.ended_while_named.append(standing.colour)
        self.runs.pop(standing.colour, None)

    def point(self, shares: Mapping[str, int], standings: Iterable[ReleaseInColour], *, is_known: bool = False) -> None:
        self._step("point")
        if self.full:
            self.full -= 1
            raise OSError(errno.ENOSPC, "No space left on device")
        assert sum(shares.values()) == 100
        assert set(shares) <= {one.colour for one in standings}
        if not self.deaf:
            self.named = dict(shares)
        self.noted.clear()

    def ask(self, server: str, path: str) -> Reply:
        self.time += 0.01
        colour = next(name for name, servers in SERVERS.items() if server in servers)
        return Reply(200, self.runs[colour]) if colour in self.runs else Reply()

    def through(self, path: str) -> Reply:
        self.time += 0.01
        self.asked += 1
        place, edge = self.asked % 100, 0
        for colour, share in self.named.items():
            edge += share
            if place < edge:
                if colour not in self.runs:
                    self.worst.append(colour)
                    return Reply(503)
                release = self.runs[colour]
                status = 500 if release in self.bad else 200
                self.noted.append(ServerAnswer(SERVERS[colour][0], status))
                return Reply(status, release)
        return Reply(503)

    def attempts(self) -> tuple[ServerAnswer, ...]:
        found, self.noted = tuple(self.noted), []
        return found

    def lets_go(self) -> bool:
        return True

    def now(self) -> float:
        return self.time

    def pause(self, seconds: float) -> None:
        self.time += seconds

    def tell(self, line: str) -> None:
        self.told.append(line)

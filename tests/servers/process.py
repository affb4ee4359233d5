"""A server as a child process: started, waited for, killed at a bad moment, and always gone in the end."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs
import pytest

STARTING_SECONDS = 60.0
STOPPING_SECONDS = 20.0
# Below those that a system takes for connections that go out, and from which it draws if it is asked for any.
_PORTS = range(10_000, 32_000)
HOST = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listened on a moment ago, all different; none that a system gives out by itself."""
    with contextlib.ExitStack() as opened:
        sockets = [opened.enter_context(socket.socket()) for _ in range(count)]
        return [_bound(one) for one in sockets]


def _bound(one: socket.socket) -> int:
    """A port that the socket is bound to now; drawn, so that tests beside these hardly ever take the same."""
    for port in random.SystemRandom().sample(_PORTS, 100):
        with contextlib.suppress(OSError):
            one.bind((HOST, port))
            return port
    raise AssertionError("of a hundred ports none is free")


def program(name: str, package: str) -> str:
    """Where the program is; the test is skipped if it is missing, and says which package brings it."""
    path = os.pathsep.join(
        [
            str(Path(sys.executable).parent),
            os.environ.get("PATH", ""),
            "/usr/sbin",
            "/sbin",
            "/usr/lib/postgresql/15/bin",
        ]
    )
    found = shutil.which(name, path=path)
    if found is None:
        pytest.skip(f"{name} is missing; the package {package} brings it")
    return found


def listens(port: int, host: str = HOST) -> bool:
    """Whether somebody takes connections there."""
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def wait_for(ready: Callable[[], bool], seconds: float = STARTING_SECONDS, what: str = "it") -> None:
    """Wait until it is ready; AssertionError if that takes too long."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, f"{what} did not come within {seconds:g} s"
        time.sleep(0.05)


@attrs.define
class Server:
    """A server that may be started, killed and started again; its output goes to a file.

    Attributes:
        arguments: the program and its arguments.
        folder: its working folder, which is made; ``log`` in it holds what it says.
        ready: whether it answers.
        environment: its whole environment; None for ours.
        user: account that it runs under, if we are root; None for ours.
        namespace: of networks, that it lives in; None for ours.
    """

    arguments: Sequence[str]
    folder: Path
    ready: Callable[[], bool]
    environment: Mapping[str, str] | None = None
    user: str | None = None
    namespace: str | None = None
    process: subprocess.Popen[bytes] | None = attrs.field(default=None, init=False)

    @property
    def said(self) -> str:
        """What it has written so far."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def start(self, seconds: float = STARTING_SECONDS) -> None:
        """Start it and wait until it answers."""
        self.launch()
        try:
            wait_for(self._answers, seconds, self.arguments[0])
        except AssertionError as error:
            self.stop()
            raise AssertionError(f"{error}\n{self.said[-3_000:]}") from error

    def launch(self) -> None:
        """Start it, and wait for nothing; it leads a process group of its own."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.user:
            shutil.chown(self.folder, self.user)
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self._entering(), *self.arguments],
                cwd=self.folder,
                env=self.environment,
                user=None if self.namespace else self.user,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _entering(self) -> list[str]:
        """What takes us into the namespace, which only root may enter, and puts the account on inside."""
        if self.namespace is None:
            return []
        account = ["setpriv", f"--reuid={self.user}"] if self.user else []
        return [program("ip", "iproute2"), "netns", "exec", self.namespace, *account]

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"ended with {self.process.returncode}"
        return self.ready()

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """SIGKILL to it and all its children, as if the machine had died."""
        self._signal(signal.SIGKILL)

    def freeze(self) -> None:
        """It answers no more, and keeps its connections."""
        self._signal(signal.SIGSTOP, wait=False)

    def thaw(self) -> None:
        """It goes on."""
        self._signal(signal.SIGCONT, wait=False)

    def stop(self) -> None:
        """SIGTERM, and SIGKILL to all that is left after twenty seconds."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOPPING_SECONDS)
        self.kill()

    def _signal(self, number: signal.Signals, *, wait: bool = True) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        if wait:
            self.process.wait(STOPPING_SECONDS)


@contextlib.contextmanager
def running(server: Server, seconds: float = STARTING_SECONDS) -> Iterator[Server]:
    """The server, started; stopped at the end."""
    server.start(seconds)
    try:
        yield server
    finally:
        server.stop()

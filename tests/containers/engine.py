"""An engine for containers out of Debian's packages, with all that it keeps in one folder that the next run finds."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
PACKAGES = ("podman", "buildah", "runc", "netavark", "aardvark-dns", "mmdebstrap", "iptables", "iproute2")
"""Debian's, that bring what is called here."""
_SETTINGS = """
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=4000:4000"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
[network]
network_backend = "netavark"
network_config_dir = "{folder}/networks"
"""
_STARTING_SECONDS, _ROUND_SECONDS = 30.0, 3.0


def folder() -> Path:
    """Where images, volumes and what was fetched lie between runs; outside of the repository."""
    named = os.environ.get("SHRUTIK_TEST_CONTAINERS")
    return Path(named) if named else Path(tempfile.gettempdir()) / "shrutik-containers"


def tool(name: str) -> str:
    """A program of the environment that these tests run in, or of the system."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"], "/usr/sbin", "/sbin"])
    found = shutil.which(name, path=path)
    if found is None:
        raise FileNotFoundError(f"{name} is missing; `nox -s containers` brings it")
    return found


def compose_program() -> str:
    """The real Compose: what its wheel puts among the programs forgets how it ended."""
    called = Path(tool("docker-compose"))
    found = sorted(called.parent.parent.glob("lib/python*/site-packages/compose/docker-compose"))
    return str(found[0] if found else called)


@attrs.frozen
class Engine:
    """podman over a folder.

    Attributes:
        folder: of images, volumes, networks and settings.
        environment: of its processes.
    """

    folder: Path
    environment: dict[str, str]

    @classmethod
    def at(cls, folder: Path) -> "Engine":
        """The engine of a folder, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        files = {
            "CONTAINERS_CONF": ("containers.conf", _SETTINGS.format(folder=folder)),
            "CONTAINERS_REGISTRIES_CONF": ("registries.conf", 'unqualified-search-registries = ["docker.io"]\n'),
        }
        environment = {**os.environ, "DISABLE_HC_SYSTEMD": "true", "DOCKER_HOST": f"unix://{folder}/socket"}
        for variable, (name, content) in files.items():
            (folder / name).write_text(content)
            environment[variable] = str(folder / name)
        (folder / "policy.json").write_text('{"default": [{"type": "insecureAcceptAnything"}]}')
        return cls(folder, environment)

    def podman(self, *arguments: str, check: bool = True, **more) -> subprocess.CompletedProcess:
        """Call it; its standard output is kept unless something else is said."""
        call = [*self._called(), *arguments]
        done = subprocess.run(call, env=self.environment, check=False, text=True, **{"capture_output": True, **more})
        if check and done.returncode:
            raise AssertionError(f"{' '.join(call)}: {done.returncode}\n{(done.stderr or '')[-3_000:]}")
        return done

    def _called(self) -> list[str]:
        places = [f"--root={self.folder}/storage", f"--runroot={self.folder}/run", f"--tmpdir={self.folder}/state"]
        return [tool("podman"), *places, "--storage-driver=overlay"]

    def has(self, image: str) -> bool:
        """Whether the image is there."""
        return self.podman("image", "exists", image, check=False).returncode == 0

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Answer the API of Docker at the socket, and look after health, which podman leaves to systemd."""
        socket = self.folder / "socket"
        socket.unlink(missing_ok=True)
        # What a run before left in its namespaces is gone with them, as after a machine's restart.
        for state in ("run", "state"):
            shutil.rmtree(self.folder / state, ignore_errors=True)
        with (self.folder / "service.log").open("w") as log:
            call = [*self._called(), "system", "service", "--time=0", f"unix://{socket}"]
            served = subprocess.Popen(call, env=self.environment, stdout=log, stderr=log)
            end = time.monotonic() + _STARTING_SECONDS
            while not socket.exists():
                assert time.monotonic() < end, (self.folder / "service.log").read_text()
                time.sleep(0.1)
            stopping = threading.Event()
            nurse = threading.Thread(target=self._look_after_health, args=(stopping,), daemon=True)
            nurse.start()
            try:
                yield
            finally:
                stopping.set()
                nurse.join()
                served.terminate()
                served.wait(_STARTING_SECONDS)

    def _look_after_health(self, stopping: threading.Event) -> None:
        while not stopping.wait(_ROUND_SECONDS):
            for name in self.unwell():
                self.podman("healthcheck", "run", name, check=False)

    def unwell(self) -> list[str]:
        """Names of containers that run and have a check of their health which was not passed yet, or not lately."""
        ask = ("ps", "--format={{.Names}}", "--filter=status=running")
        said = [self.podman(*ask, f"--filter=health={one}", check=False).stdout for one in ("starting", "unhealthy")]
        return [name for lines in said for name in lines.split()]

    def names(self, *filters: str) -> set[str]:
        """Names of containers."""
        return set(self.podman("ps", "--all", "--format={{.Names}}", *filters).stdout.split())


@attrs.frozen
class Stack:
    """A compose project of this repository.

    Attributes:
        engine: that runs it.
        profile: which of its services; empty for those that come if nothing is said.
        settings: variables that the compose files ask for.
        files: besides docker-compose.yml.
    """

    engine: Engine
    profile: str
    settings: dict[str, str]
    files: tuple[Path, ...] = ()

    def compose(self, *arguments: str, check: bool = True, **more) -> subprocess.CompletedProcess:
        """Call the real Compose."""
        files = [f"--file={path}" for path in (ROOT / "docker-compose.yml", *self.files)]
        call = [compose_program(), *files, *([f"--profile={self.profile}"] if self.profile else []), *arguments]
        environment = {**self.engine.environment, **self.settings}
        done = subprocess.run(call, env=environment, check=False, text=True, **{"capture_output": True, **more})
        if check and done.returncode:
            said = f"{(done.stdout or '')[-2_000:]}\n{(done.stderr or '')[-4_000:]}"
            raise AssertionError(f"{' '.join(arguments)}: {done.returncode}\n{said}")
        return done

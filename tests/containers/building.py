"""Builds what is brought up: a base of Debian's packages, our image on it, and one that stands in for all others."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from containers.engine import ROOT, Engine, folder, tool

BASE, OURS = "localhost/shrutik-base:trixie", "docker.io/library/shrutik:local"
LOGS = "docker.io/library/shrutik-logs:local"
STANDS_IN = (
    *("docker.io/library/postgres:17", "docker.io/library/redis:8.0", "docker.io/library/nginx:1.26"),
    *("docker.io/chrislusf/seaweedfs:4.48", "docker.io/prom/prometheus:v2.53.3", "docker.io/prom/alertmanager:v0.28.1"),
)
"""The images of others that the compose files name, but Grafana's, of which no registry here has anything."""
_SUITE, _ARCHIVE = "trixie", "http://deb.debian.org/debian"
_IN_BASE = "ca-certificates,python3,python3-venv"
_TRUSTED, _THERE = "/etc/ssl/certs/ca-certificates.crt", "/run/trusted.pem"


def build(engine: Engine) -> dict[str, float]:
    """Build what is not there yet, and ours in any case; seconds of each."""
    took: dict[str, float] = {}
    for name, step in (("base", _base), ("servers", _servers), ("ours", _ours), ("logs", _logs)):
        begun = time.monotonic()
        step(engine)
        took[name] = time.monotonic() - begun
    return took


def _base(engine: Engine) -> None:
    """What `python:3.13-slim` would be: Debian with a Python."""
    if engine.has(BASE):
        return
    tarball = engine.folder / f"{_SUITE}.tar"
    if not tarball.exists():
        partial = tarball.with_suffix(".part.tar")
        call = [tool("mmdebstrap"), "--variant=minbase", f"--include={_IN_BASE}", _SUITE, str(partial), _ARCHIVE]
        subprocess.run(call, check=True)
        partial.rename(tarball)
    engine.podman("import", str(tarball), BASE)


def _servers(engine: Engine) -> None:
    if not all(map(engine.has, STANDS_IN)):
        with tempfile.TemporaryDirectory(dir=engine.folder) as context:
            shutil.copy(tool("weed"), Path(context) / "weed")
            file = Path(__file__).parent / "servers.Dockerfile"
            _build(
                engine, f"--file={file}", *(f"--tag={name}" for name in STANDS_IN), f"--build-arg=BASE={BASE}", context
            )


def _ours(engine: Engine) -> None:
    """By the Dockerfile as it is; an index and an authority of this machine's come as a secret and a mount, no more."""
    pip = engine.folder / "pip.conf"
    pip.write_text("\n".join(["[global]", f"cert = {_THERE}", *_indexes(), ""]))
    args = [f"--build-arg={one}" for one in (f"BASE={BASE}", "VERSION=test", "REVISION=test")]
    trusted = f"--volume={_TRUSTED}:{_THERE}:ro"
    _build(engine, trusted, f"--secret=id=pip,src={pip}", *args, f"--tag={OURS}", str(ROOT))


def _logs(engine: Engine) -> None:
    context = ROOT / "deploy" / "compose"
    _build(engine, f"--file={context}/logs.Dockerfile", f"--build-arg=BASE={BASE}", f"--tag={LOGS}", str(context))


def _indexes() -> list[str]:
    """Where pip looks on this machine, if it was told of another place than the usual one."""
    said = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    told = [line.partition("=") for line in said.stdout.splitlines()]
    return [f"index-url = {url.strip(chr(39))}" for name, _, url in told if name.endswith(".index-url")][:1]


def _build(engine: Engine, *arguments: str) -> None:
    fixed = ("--isolation=chroot", "--network=host", "--format=docker", "--pull=never", "--layers")
    policy = (f"--signature-policy={engine.folder}/policy.json",)
    engine.podman("build", *fixed, *policy, *arguments, capture_output=False)


if __name__ == "__main__":
    for what, seconds in build(Engine.at(folder())).items():
        print(f"{what}: {seconds:.0f} s")

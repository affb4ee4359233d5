"""What these tests share: the engine, and a production site that is up, within namespaces of mounts and networks."""

import os
import shutil
import subprocess
import time

import pytest

from containers.engine import ROOT, Engine, Stack, folder, tool


@pytest.fixture(scope="session")
def engine():
    """In a network of nothing but loopback, so that no container can reach, or be reached from, anything outside."""
    if shutil.which("podman") is None or os.geteuid() != 0:
        pytest.skip("podman is missing, or we are not root; `nox -s containers` brings it")
    if [name for name in _links() if name != "lo"]:
        pytest.skip("run by `unshare --mount --net`, as `nox -s containers` does")
    subprocess.run([tool("ip"), "link", "set", "lo", "up"], check=True)
    made = Engine.at(folder())
    with made.serving():
        yield made


def _links() -> list[str]:
    said = subprocess.run([tool("ip"), "-brief", "link"], capture_output=True, text=True, check=True).stdout
    return [line.split()[0].partition("@")[0] for line in said.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def production(engine, tmp_path_factory):
    """The profile, up from nothing, with the seconds that it took; all of it goes in the end, volumes too."""
    secrets = tmp_path_factory.mktemp("secrets")
    settings = {"SECRETS": str(secrets), "SITE_NAME": "localhost", "HTTP_PORT": "8080", "HTTPS_PORT": "8443"}
    make = ["bash", str(ROOT / "deploy" / "compose" / "make-secrets.sh"), "localhost"]
    subprocess.run(make, env={**os.environ, **settings}, check=True, capture_output=True, input=b"")
    stack = Stack(engine, "production", settings, (ROOT / "tests" / "containers" / "without-grafana.yml",))
    stack.compose("down", "--volumes", "--timeout=5", check=False)
    begun = time.monotonic()
    try:
        stack.compose("up", "--detach", "--no-build", "--pull=never")
        yield stack, time.monotonic() - begun
    finally:
        stack.compose("down", "--volumes", "--timeout=5", check=False)

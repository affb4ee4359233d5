"""What sessions of nox bring to a machine: Debian's programs, Patroni, types of Kubernetes, a Python of a version."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nox

from session_packages import FUZZER, KUBERNETES_TYPES, S3_SERVER, TABLES, TESTS

UV = (sys.executable, "-m", "uv")
# Each a program of a server that tests start, and Debian's package that brings it.
SERVERS = {
    "redis-server": "redis-server",
    "redis-sentinel": "redis-sentinel",
    "/usr/lib/postgresql/15/bin/postgres": "postgresql-15",
    "/usr/sbin/nginx": "nginx-light",
    "/usr/sbin/haproxy": "haproxy",
    "etcd": "etcd-server",
    "pgbackrest": "pgbackrest",
    "promtool": "prometheus",
    "amtool": "prometheus-alertmanager",
    "/usr/sbin/rsyslogd": "rsyslog-elasticsearch",
    "/usr/sbin/ip": "iproute2",
    "/usr/sbin/iptables": "iptables",
}
# What containers are built and run with, where there is no engine.
ENGINE = {
    "podman": "podman",
    "runc": "runc",
    "/usr/lib/podman/netavark": "netavark",
    "/usr/lib/podman/aardvark-dns": "aardvark-dns",
    "mmdebstrap": "mmdebstrap",
    "/usr/sbin/iptables": "iptables",
    "/usr/sbin/ip": "iproute2",
}
# What journeys of the page are made in.
BROWSERS = {"chromium": "chromium", "firefox-esr": "firefox-esr"}


def keep_bytecode() -> None:
    """Let hundreds of programs that tests start find what the first one compiled, which takes each of them seconds."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def bring(session: nox.Session, *names: str) -> None:
    """Debian's, those of these programs that are missing, if they may be installed; tests without one say so."""
    packages = {**SERVERS, **ENGINE, **BROWSERS}
    missing = [packages[name] for name in names if shutil.which(name) is None]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        wanted = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing)
        session.run("apt-get", "update", "-qq", external=True, success_codes=[0, 100])
        session.run(*wanted, external=True, success_codes=[0, 100], silent=True)


def bring_patroni(session: nox.Session) -> str:
    """Patroni of the system's Python, for an account that may not enter our homes."""
    folder = Path(tempfile.gettempdir()) / "shrutik-patroni"
    python = str(folder / "bin" / "python")
    if not (folder / "bin" / "patroni").exists():
        session.run(*UV, "venv", "--quiet", "--clear", "--python", "/usr/bin/python3", str(folder), external=True)
        packages = ("patroni[etcd3]>=4.1,<5", "psycopg[binary]>=3.2")
        session.run(*UV, "pip", "install", "--quiet", "--python", python, *packages, external=True)
    return str(folder / "bin" / "patroni")


def bring_kubernetes_types(session: nox.Session) -> dict[str, str]:
    """Types of others' kinds, from npm; the setting by which tests find them, none where there is no Node.js."""
    npm = shutil.which("npm")
    if npm is None:
        return {}
    types = session.create_tmp()
    kinds = [f"@kubernetes-models/{name}" for name in KUBERNETES_TYPES]
    wanted = ("--prefix", types, "--no-audit", "--no-fund", "typescript@^6", *kinds)
    session.run(npm, "install", *wanted, external=True)
    return {"SHRUTIK_TEST_KUBERNETES_TYPES": str(Path(types).absolute())}


def starts(program: str, version: str) -> bool:
    """Whether this is a Python of that version that works: a shim of pyenv may lie on the path and start nothing."""
    code = "import ensurepip, ssl, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        told = subprocess.run([program, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return told.stdout.strip() == version


def interpreter(version: str) -> str | None:
    """A Python of that version: the first on the path that starts, or else one that pyenv keeps."""
    on_path = [shutil.which(f"python{version}", path=folder) for folder in os.get_exec_path()]
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv").glob(f"versions/{version}.*/bin/python")
    found = (program for program in [*on_path, *map(str, sorted(kept))] if program and starts(program, version))
    return next(found, None)


def try_out(session: nox.Session, version: str, resolution: str, *tests: str) -> None:
    """Installs everything for that Python, newest or lowest, and runs tests if any; with the newest, the demo too."""
    program = interpreter(version)
    if program is None:
        session.skip(f"there is no Python {version} here, neither on the path nor under pyenv")
    folder = Path(session.cache_dir) / f"python-{version}-{resolution}"
    python = str(folder / "venv" / "bin" / "python")
    session.run(*UV, "venv", "--quiet", "--clear", "--python", program, str(folder / "venv"), external=True)
    packages = ("--resolution", resolution, "-e", ".[all]", *TESTS)
    session.run(*UV, "pip", "install", "--quiet", "--python", python, *packages, external=True)
    if tests:
        session.run(python, "-m", "pytest", "-q", "-n", "2", *tests, *session.posargs, external=True)
    if resolution == "highest":
        shutil.rmtree(folder / "demo", ignore_errors=True)
        session.run(python, "-m", "shrutik_cli", "demo", "--exit", "--data", str(folder / "demo"), external=True)


def run_whole(session: nox.Session, mark: str) -> None:
    """Runs those tests of whole programs that are marked so."""
    peers = ("httpx>=0.28", "openapi-spec-validator>=0.7", "tuspy>=1.1", FUZZER)
    session.install("-e", ".[all,cluster]", *TESTS, *peers, *TABLES, S3_SERVER)
    bring(session, "redis-server", "redis-sentinel", "/usr/sbin/nginx", "promtool", "amtool")
    # By file: what one test of a file makes, such as a corpus that takes long to bring, the next may go on with.
    shared = ("-n", "3", "--dist", "loadfile", "--timeout=900")
    session.run("pytest", "-q", *shared, "-m", mark, "tests/integration", *session.posargs)


def run_on_machines(session: nox.Session, *tests: str) -> None:
    """Runs tests of whole sites, with every server that they start."""
    session.install("-e", ".[all,cluster]", *TESTS, "httpx>=0.28", S3_SERVER)
    bring(session, *SERVERS)
    environment = {"SHRUTIK_TEST_PATRONI": bring_patroni(session)}
    session.run("pytest", "-q", "--timeout=900", *tests, env=environment)

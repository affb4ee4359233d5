"""The programs of many machines, on this one: each may be held to a share of the cores, or be in a place of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import attrs

from benchmarks.platform.checkout import HERE

SHIPPED = HERE / "deploy" / "nginx" / "shrutik.conf"
SHRUTIK = (sys.executable, "-m", "shrutik_cli")
QUOTAS = Path("/sys/fs/cgroup/cpu")
PERIOD = 100_000
_READY_SECONDS, _STOP_SECONDS = 60, 30
_FRAME = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/errors warn;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
    {site}
}}
"""


@attrs.frozen
class Where:
    """In which place a program runs, and how much of the cores it may have.

    Attributes:
        namespace: of the network; empty for ours.
        cores: at most so many, all of its processes together; None for any.
        address: of the place.
    """

    namespace: str = ""
    cores: float | None = None
    address: str = "127.0.0.1"


@contextmanager
def program(folder, name, command, told, settings=None, where=None):
    """A program that is ready once it has said something; its process id. It is ended with all that it began."""
    where = where or Where()
    own = {f"SHRUTIK_{key.upper()}": str(value) for key, value in (settings or {}).items()}
    paths = [str(HERE / "src" / part) for part in ("", "adapters", "entrypoints")]
    environment = os.environ | own | {"PYTHONPATH": os.pathsep.join(paths)}
    inside = ["ip", "netns", "exec", where.namespace] if where.namespace else []
    log = folder / f"{name}.log"
    with log.open("wb") as sink, quota(name, where.cores) as held:
        one = subprocess.Popen(
            [*inside, *held, *command], cwd=HERE, env=environment, stdout=sink, stderr=sink, start_new_session=True
        )
        try:
            _wait(one, log, told)
            yield one.pid
        finally:
            _end(one)


def _wait(one, log, told):
    until = time.monotonic() + _READY_SECONDS
    while told not in log.read_text(errors="replace"):
        if one.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"{one.args} did not start:\n{log.read_text(errors='replace')[-2_000:]}")
        time.sleep(0.05)


def _end(one):
    one.send_signal(signal.SIGTERM)
    try:
        one.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(one.pid, signal.SIGKILL)
        one.wait()


@contextmanager
def quota(name, cores):
    """What goes before a command to hold it, and all that it begins, to so many cores; nothing if it may have all."""
    if cores is None:
        yield []
        return
    group = QUOTAS / f"shrutik-{os.getpid()}-{name}"
    group.mkdir()
    (group / "cpu.cfs_period_us").write_text(str(PERIOD))
    (group / "cpu.cfs_quota_us").write_text(str(int(cores * PERIOD)))
    try:
        yield ["sh", "-c", f'echo $$ > {group}/cgroup.procs; exec "$@"', "sh"]
    finally:
        time.sleep(0.5)
        group.rmdir()


def shrutik(folder, name, *command, where=None, **settings):
    """One of our programs, ready."""
    told = "listens on" if command[0] == "serve" else "Ctrl-C ends it"
    return program(folder, name, [*SHRUTIK, *command], told, settings, where)


def redis(folder, host, port, where=None):
    """A Redis that keeps nothing."""
    command = ["redis-server", "--port", str(port), "--bind", host, "--save", "", "--protected-mode", "no"]
    return program(folder, "redis", command, "Ready to accept connections", where=where)


@contextmanager
def nginx(folder, address, servers, where=None):
    """The edge as it is shipped, but without TLS, and without its limit of requests from one address."""
    own = folder / "nginx"
    (own / "cache").mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f"    server {one} max_fails=1 fail_timeout=2s;" for one in servers)
    changes = {
        r"(    server 127\.0\.0\.1:\d+ [^\n]*\n?)+": f"{lines}\n",
        r"server \{\n    listen 80;.*?\n\}\n": "",
        r"listen 443 ssl http2;": f"listen {address};",
        r"    listen \[::\][^\n]*\n": "",
        r"    ssl_[^\n]*\n": "",
        r"    limit_(req|conn) [^\n]*\n": "",
        r"/var/log/nginx/shrutik\.log": f"{own}/access",
        r"/var/cache/nginx/shrutik": f"{own}/cache",
    }
    site = SHIPPED.read_text(encoding="utf-8")
    for pattern, new in changes.items():
        site, count = re.subn(pattern, new, site, flags=re.DOTALL if "listen 80" in pattern else 0)
        if not count:
            raise SystemExit(f"the configuration that is shipped has no {pattern}")
    user = "user root;" if os.geteuid() == 0 else ""
    (own / "nginx.conf").write_text(_FRAME.format(folder=own, user=user, site=site), encoding="utf-8")
    command = ["nginx", "-p", str(own), "-c", str(own / "nginx.conf"), "-g", "error_log stderr notice;"]
    with program(folder, "edge", command, "start worker process", where=where) as pid:
        yield pid

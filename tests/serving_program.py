"""`shrutik serve` as a program of its own, to be started, asked, and killed."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import httpx

ROOT = Path(__file__).parent.parent
PACKAGES = os.pathsep.join(str(ROOT / group) for group in ("src", "src/adapters", "src/entrypoints"))
PATIENCE = 60


def shrutik(*arguments, text=None, **more):
    """Run a command to its end."""
    command = [sys.executable, "-m", "shrutik_cli", *map(str, arguments)]
    return subprocess.run(
        command, input=text, capture_output=True, text=True, env=environment(), check=False, timeout=PATIENCE, **more
    )


def environment():
    return {**os.environ, "PYTHONPATH": PACKAGES, "PYTHONWARNINGS": "default"}


def wait_for(what, seconds=PATIENCE, pause=0.02):
    """What the call gives once it gives something."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        found = what()
        if found:
            return found
        time.sleep(pause)
    raise AssertionError(f"nothing after {seconds} s")


def postmaster(data):
    """The process id of the data folder's PostgreSQL, or None."""
    elsewhere = data / "postgres.location"
    folders = [data / "postgres"]
    if elsewhere.exists():
        folders.append(Path(elsewhere.read_text(encoding="utf-8").strip().splitlines()[0]))
    for folder in folders:
        for file in folder.rglob("postmaster.pid"):
            pid = int(file.read_text().split()[0])
            if _alive(pid):
                return pid
    return None


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        # It has ended since, or this system has no such folder, and it lives.
        return not Path("/proc/self/stat").exists()
    except ProcessLookupError:
        return False
    return state.rsplit(")", 1)[1].split()[0] != "Z"


def descendants(pid):
    """Ids of all processes below one."""
    found = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for child in map(int, file.read_text().split()):
                found += [child, *descendants(child)]
    return found


def _name(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


_STARTED = []


def kill_all():
    """Kill the programs that a failed test left behind."""
    while _STARTED:
        process = _STARTED.pop()
        if process.poll() is None:
            process.kill()
            process.wait()


@attrs.define
class Program:
    """One run of `shrutik serve` on a data folder."""

    data: Path
    options: tuple = ()
    process: subprocess.Popen = attrs.field(init=False, default=None)
    said: list = attrs.field(factory=list)

    def start(self, **more):
        command = [sys.executable, "-m", "shrutik_cli", "serve", "--data", str(self.data), "--port", "0", *self.options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment(), **more
        )
        _STARTED.append(self.process)
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def _listen(self):
        with self.process.stderr as lines:
            self.said.extend(iter(lines.readline, ""))

    def address(self):
        """Where it listens, once it does."""

        def announced():
            assert self.process.poll() is None, "".join(self.said)
            return re.search(r"listens on (http://\S+?)[;,\s]", "".join(self.said))

        return wait_for(announced)[1]

    def client(self, token=None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=f"{self.address()}/api/v1", headers=headers, timeout=PATIENCE)

    def log_in(self, name):
        credentials = {"email": f"{name}@example.org", "password": "a long password"}
        with self.client() as client:
            answer = client.post("/auth/login", json=credentials)
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])

    def processes(self, name=""):
        """Ids of its own processes whose names begin so: ``API``, ``jobs`` or ``decoder``."""
        names = {pid: _name(pid) for pid in descendants(self.process.pid)}
        return [pid for pid, found in names.items() if found.startswith(f"shrutik {name}")]

    def kill(self, *, database=False):
        """SIGKILL to the parent, and to the database as well where that is wanted; the others must follow at once."""
        server, others = postmaster(self.data) if database else None, self.processes()
        self.process.kill()
        self.process.wait()
        if server:
            os.kill(server, signal.SIGKILL)
        wait_for(lambda: not any(map(_alive, others)), 2)

    def struck(self, victim):
        """What serves on after a SIGKILL to this victim: the same program, or a new one if the parent was killed."""
        if victim.startswith("parent"):
            self.kill(database="database" in victim)
            return Program(self.data).start()
        killed = [postmaster(self.data)] if victim == "database" else self.processes(victim)
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not any(map(_alive, killed)), 5)
        wait_for(self.ready)
        return self

    def ready(self):
        """Whether it says that it can be used."""
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{self.address()}/readyz", timeout=PATIENCE).status_code == 200

    def stop(self):
        """A clean end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def at_once(*acts):
    """What the acts return, begun at the same moment."""
    start = threading.Barrier(len(acts))

    def begin(act):
        start.wait(PATIENCE)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(begin, acts))

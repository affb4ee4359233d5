"""Starts and ends the API servers of a colour as plain processes: ``colour_programs.py start|stop FOLDER COLOUR``.

FOLDER holds ``site.json``: the ports of each colour, the environment of the servers, and where releases are installed;
one that is not is this checkout under its id. A release whose id begins with ``bad`` is one that is ready, and fails as
soon as people use it.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

GUNICORN = Path(__file__).parents[1] / "deploy" / "gunicorn.conf.py"
_SECONDS_TO_END = 60


def start(folder, colour):
    """Start the servers, and do not wait for them."""
    site, release = json.loads((folder / "site.json").read_text()), os.environ["SHRUTIK_RELEASE_ID"]
    module = "broken_release" if release.startswith("bad") else "shrutik_http.asgi"
    python, own = Path(site["releases"]) / release / "bin" / "python", {}
    if python.exists():
        own["PYTHONPATH"] = ""
    else:
        python = sys.executable
    pids = []
    for port in site["ports"][colour]:
        environment = {**os.environ, **site["environment"], **own, "SHRUTIK_PORT": str(port)}
        command = [python, "-m", "gunicorn", "--no-control-socket", "-c", GUNICORN, f"{module}:application()"]
        with (folder / f"{colour}-{port}.log").open("ab") as log:
            started = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        pids.append(started.pid)
    (folder / f"{colour}.pids").write_text(json.dumps(pids))


def stop(folder, colour, number=signal.SIGTERM):
    """End them in order, and wait for it."""
    file = folder / f"{colour}.pids"
    pids = json.loads(file.read_text()) if file.exists() else []
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, number) if number == signal.SIGKILL else os.kill(pid, number)
    end = time.monotonic() + _SECONDS_TO_END
    while any(map(is_running, pids)):
        if time.monotonic() > end:
            sys.exit(f"{colour} did not end")
        time.sleep(0.05)
    file.unlink(missing_ok=True)


def is_running(pid):
    """Whether a process is there, and not only its remains."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    {"start": start, "stop": stop}[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])

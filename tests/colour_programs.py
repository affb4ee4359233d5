"""Does with plain processes what `shrutik-colour` does: ``colour_programs.py FOLDER prepare|start|stop COLOUR [ID]``.

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


def installed(site, release):
    """The Python of a release, and the environment of its programs."""
    python, environment = Path(site["releases"]) / release / "bin" / "python", {**os.environ, **site["environment"]}
    return (python, environment | {"PYTHONPATH": ""}) if python.exists() else (sys.executable, environment)


def prepare(folder, colour, release):
    """Bring the tables up to date, of the servers' own database."""
    del colour
    python, environment = installed(json.loads((folder / "site.json").read_text()), release)
    subprocess.run([python, "-m", "shrutik_cli", "db", "upgrade"], env=environment, check=True)


def start(folder, colour, release):
    """Start the servers, and do not wait for them."""
    site = json.loads((folder / "site.json").read_text())
    module = "broken_release" if release.startswith("bad") else "shrutik_http.asgi"
    python, shared = installed(site, release)
    pids = []
    for port in site["ports"][colour]:
        environment = {**shared, "SHRUTIK_PORT": str(port)}
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
    except (FileNotFoundError, ProcessLookupError):
        return False


if __name__ == "__main__":
    {"prepare": prepare, "start": start, "stop": stop}[sys.argv[2]](Path(sys.argv[1]), *sys.argv[3:])

#!/usr/bin/env python3
"""What a borrowed machine has in place of systemd: it starts and ends what units say, and nginx reads its files again.

Of a unit it reads User, Environment, EnvironmentFile, StateDirectory, ExecStart, WorkingDirectory, Restart, RestartSec
and WantedBy; what else stands there is systemd's affair.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS = Path("/etc/systemd/system")
RUNNING = Path("/run/stand-in")
SECONDS_TO_END = 60


def unit(name):
    """The settings of a unit, each with all its values, and with what stands behind its `@` in their place."""
    kind, _, instance = name.partition("@")
    file = UNITS / (f"{kind}@.service" if instance else f"{kind}.service")
    found = {}
    for line in file.read_text(encoding="utf-8").replace("%i", instance).splitlines():
        key, is_set, value = line.partition("=")
        if is_set and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


def environment(found):
    """The variables of a unit, the later of two before the earlier; a file with a dash before it may be missing."""
    lines = list(found.get("Environment", []))
    for name in found.get("EnvironmentFile", []):
        file = Path(name.removeprefix("-"))
        if file.exists() or not name.startswith("-"):
            lines += [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    pairs = [line.partition("=") for line in lines]
    return {key: " ".join(shlex.split(value)) for key, _, value in pairs}


def start(name):
    """Start a service, which goes on when this program has ended."""
    found = unit(name)
    (user,), (command,), (folder,) = found["User"], found["ExecStart"], found["WorkingDirectory"]
    variables = environment(found)
    for state in " ".join(found.get("StateDirectory", [])).split():
        place = Path("/var/lib") / state
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o700)
        shutil.chown(place, user, user)
    # A variable of the unit is a word, or several if it stands alone and without braces.
    words = [word for part in shlex.split(command) for word in filled(part, variables)]
    if found.get("Restart") == ["always"]:
        words = ["sh", "-c", 'while :; do "$@"; sleep "$0"; done', found["RestartSec"][0], *words]
    with Path(f"/var/log/{name}.log").open("ab") as log:
        started = subprocess.Popen(
            words,
            env={"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8", **variables},
            user=user,
            group=user,
            extra_groups=[],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    RUNNING.mkdir(exist_ok=True)
    (RUNNING / name).write_text(str(started.pid), encoding="utf-8")


def stop(name):
    """Tell its parent alone to end, as KillMode=mixed says, and wait until nothing of it is left."""
    file = RUNNING / name
    group = int(file.read_text(encoding="utf-8"))
    # What starts it again comes first, and then whoever it had started.
    (parent,) = pids("--parent", group) or [group]
    if parent != group:
        os.kill(group, signal.SIGKILL)
    os.kill(parent, signal.SIGTERM)
    end = time.monotonic() + SECONDS_TO_END
    while pids("--session", group, "--runstates", "DRST"):
        if time.monotonic() > end:
            sys.exit(f"{name} did not end")
        time.sleep(0.05)
    file.unlink()


def pids(*which):
    """Of processes, as pgrep finds them."""
    found = subprocess.run(["pgrep", *map(str, which)], stdout=subprocess.PIPE, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def wanted(name):
    """Where a link says that it starts with the machine."""
    (wanting,) = unit(name)["WantedBy"]
    return UNITS / f"{wanting}.wants" / f"{name}.service"


def enable(name):
    """It starts now, unless it runs, and with the machine."""
    link = wanted(name)
    link.parent.mkdir(exist_ok=True)
    link.touch()
    if not (RUNNING / name).exists():
        start(name)


def disable(name):
    """It ends, and does not start with the machine."""
    wanted(name).unlink(missing_ok=True)
    if (RUNNING / name).exists():
        stop(name)


def filled(part, variables):
    """A word of a command, with what a variable holds in its place."""
    return variables.get(part[1:], "").split() if part.startswith("$") else [part]


def reload_nginx():
    """What Debian's unit does, and its first start, which Debian does when it installs nginx."""
    runs = Path("/run/nginx.pid").exists() and Path("/run/nginx.pid").read_text(encoding="utf-8").strip()
    subprocess.run(["nginx", *(["-s", "reload"] if runs else [])], check=True)


def main(words):
    """Does what is asked, or says that it does not know it."""
    verb, names = words[0], [word for word in words[1:] if not word.startswith("-")]
    if verb in {"enable", "disable"} and "--now" in words:
        for name in names:
            {"enable": enable, "disable": disable}[verb](name)
    elif (verb, names) == ("reload", ["nginx"]):
        reload_nginx()
    elif verb != "daemon-reload":
        sys.exit(f"no such command here: {' '.join(words)}")


if __name__ == "__main__":
    main(sys.argv[1:])

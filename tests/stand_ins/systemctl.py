#!/usr/bin/env python3
"""What a borrowed machine has in place of systemd: it starts what a unit says, and lets nginx read its files again.

Of a unit it reads User, Environment, EnvironmentFile, StateDirectory, ExecStart, WorkingDirectory, Restart and
RestartSec; what else stands there is systemd's affair.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

UNITS = Path("/etc/systemd/system")


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
        subprocess.Popen(
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
    if verb == "enable" and "--now" in words:
        for name in names:
            start(name)
    elif (verb, names) == ("reload", ["nginx"]):
        reload_nginx()
    elif verb != "daemon-reload":
        sys.exit(f"no such command here: {' '.join(words)}")


if __name__ == "__main__":
    main(sys.argv[1:])

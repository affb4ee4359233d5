#!/usr/bin/env python3
"""What a borrowed machine has in place of systemd: it starts what a unit says, and lets nginx read its files again.

Of a unit it reads User, EnvironmentFile, ExecStart and WorkingDirectory; what else stands there is systemd's affair.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

UNITS = Path("/etc/systemd/system")


def unit(name):
    """The settings of a unit, and what stands behind its `@`."""
    kind, _, instance = name.partition("@")
    text = (UNITS / (f"{kind}@.service" if instance else f"{kind}.service")).read_text(encoding="utf-8")
    lines = [line.partition("=") for line in text.replace("%i", instance).splitlines() if "=" in line]
    return {key: value for key, _, value in lines}


def start(name):
    """Start a service, which goes on when this program has ended."""
    found = unit(name)
    environment = {"PATH": os.environ["PATH"], "HOME": "/srv/shrutik", "LANG": "C.UTF-8"}
    for line in Path(found["EnvironmentFile"]).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        environment[key] = shlex.split(value)[0]
    with Path(f"/var/log/{name}.log").open("ab") as log:
        subprocess.Popen(
            shlex.split(found["ExecStart"]),
            env=environment,
            user=found["User"],
            group=found["User"],
            extra_groups=[],
            cwd=found["WorkingDirectory"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def reload_nginx():
    """What Debian's unit does, and its first start, which Debian does when it installs nginx."""
    runs = Path("/run/nginx.pid").exists() and Path("/run/nginx.pid").read_text().strip()
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

"""A machine of an operator, borrowed from this one: the same files, and whatever is changed there is gone with it.

Its files are ours under a layer in memory (overlayfs, in a namespace of mounts), its network is a place of
`servers.network`. So what a page says to type is typed as it stands, as root, with the real paths and ports. For what
only a real machine has there are stand-ins: `apt-get` installs nothing (all is here), `systemctl` starts what a unit
says, `scp` copies what a test laid into `/root/from-other`.
"""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import pytest

from servers.network import Network
from servers.process import program

ROOT = Path(__file__).parents[1]
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_SECONDS = 300
_LAYER = """
set -e
mount -t tmpfs tmpfs "$1"
mkdir "$1/changed" "$1/work" "$1/files"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/changed,workdir=$1/work" "$1/files"
for kept in proc sys dev; do mount --rbind "/$kept" "$1/files/$kept"; done
# Away from where they lie here, which a test may cover.
mkdir -p "$1/files/opt/checkout" "$1/files/opt/python"
mount --bind "$2" "$1/files/opt/checkout"
mount --bind "$3" "$1/files/opt/python"
echo ready
exec sleep infinity
"""
_SHRUTIK = """#!/bin/sh
export PYTHONPATH=/opt/checkout/src:/opt/checkout/src/adapters:/opt/checkout/src/entrypoints
exec /opt/python/bin/python -m shrutik_cli "$@"
"""
_FIRST = """
mkdir -p /usr/src && ln -s /opt/checkout /usr/src/shrutik
for place in {open}; do chmod a+rx "$place"; done
printf '#!/bin/sh\\nexit 0\\n' > /usr/local/sbin/apt-get
printf '#!/bin/sh\\nfor last; do :; done\\ncp /root/from-other/* "$last"\\n' > /usr/local/sbin/scp
cp /opt/checkout/tests/stand_ins/systemctl.py /usr/local/sbin/systemctl
chmod 0755 /usr/local/sbin/apt-get /usr/local/sbin/scp /usr/local/sbin/systemctl
rm -f /etc/nginx/sites-enabled/* /etc/nginx/conf.d/*
"""
INSTEAD: Mapping[str, str] = {
    "python3 -m venv /opt/shrutik": "install -d /opt/shrutik/bin",
    "/opt/shrutik/bin/pip install '/usr/src/shrutik[laptop,redis,s3]'": "cp /opt/ours /opt/shrutik/bin/shrutik",
}
"""Lines that take packages from the network, and what is done in their place: this checkout is installed."""


@attrs.frozen
class BorrowedMachine:
    """One that runs.

    Attributes:
        name: of its place in the network.
        files: where its files lie, in its own namespace.
        holder: the process that keeps its namespaces.
    """

    name: str
    files: Path
    holder: subprocess.Popen[str]

    def type(self, code: str, **variables: str) -> str:
        """Let root type it in a shell that ends at the first command that fails; what it printed.

        Args:
            code: what is typed.
            variables: of the shell.
        """
        for line, ours in INSTEAD.items():
            code = code.replace(line, ours)
        done = subprocess.run(
            [*self._entering(), "bash", "-eo", "pipefail", "-c", code],
            env={"PATH": _PATH, "HOME": "/root", "LANG": "C.UTF-8", **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        assert done.returncode == 0, f"{self.name}: this failed\n{code}\n{done.stdout}\n{done.stderr}\n{self.logs()}"
        return done.stdout

    def logs(self) -> str:
        """The last that its services said."""
        found = subprocess.run(
            [*self._entering(), "sh", "-c", "tail -n 20 /var/log/shrutik@* /var/log/nginx/error.log"],
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        return found.stdout

    def write(self, path: str, content: bytes) -> None:
        """Put a file there, and its folder."""
        command = [*self._entering(), "sh", "-c", f"mkdir -p $(dirname {path}) && cat > {path}"]
        subprocess.run(command, input=content, check=True, timeout=_SECONDS)

    def _entering(self) -> list[str]:
        there = ["--target", str(self.holder.pid), "--mount", "--net"]
        return [program("nsenter", "util-linux"), *there, "--", "chroot", str(self.files)]


@contextlib.contextmanager
def borrowed_machine(network: Network, place: str, folder: Path) -> Iterator[BorrowedMachine]:
    """A machine in a place of the network; all of it ends with the place, or here.

    Args:
        network: that it is on.
        place: its name there.
        folder: of the test, which becomes the machine's layer.
    """
    folder.mkdir(parents=True)
    entering = [program("ip", "iproute2"), "netns", "exec", network.namespace(place)]
    layer = [
        "unshare",
        "--mount",
        "--propagation",
        "private",
        "bash",
        "-c",
        _LAYER,
        "layer",
        str(folder),
        str(ROOT),
        sys.prefix,
    ]
    with subprocess.Popen([*entering, *layer], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as holder:
        try:
            if holder.stdout.readline() != "ready\n":
                pytest.skip(f"no machine can be borrowed here: {holder.communicate()[1]}")
            machine = BorrowedMachine(place, folder / "files", holder)
            machine.type(_FIRST.format(open=" ".join(_to_be_opened())))
            machine.write("/opt/ours", _SHRUTIK.encode())
            machine.type("chmod 0755 /opt/ours")
            yield machine
        finally:
            network.kill(place)
            holder.wait()


def _to_be_opened() -> list[str]:
    """Folders on the way to this Python, which the machine's account has to pass."""
    return sorted(str(parent) for parent in Path(os.path.realpath(sys.executable)).parents if parent != Path("/"))

"""Four hosts on this machine, for root alone: three network namespaces on a bridge, and ours, which has the data."""

import subprocess
from contextlib import contextmanager, suppress

from benchmarks.platform.machine_sites import Layout
from benchmarks.platform.programs import Where

# Of 198.18.0.0/15, which is for tests of networks (RFC 2544).
NET, BRIDGE = "198.19.77", "shrutik-hosts"
NETWORK = f"{NET}.0/24"
_DATA = f"{NET}.1"
_PLACES = {"driver": 2, "edge": 3, "api": 4}


@contextmanager
def hosts():
    """The layout of the programs on them while this lasts."""
    try:
        _call(f"link add {BRIDGE} type bridge", f"addr add {_DATA}/24 dev {BRIDGE}", f"link set {BRIDGE} up")
        where = {place: _made(place, number) for place, number in _PLACES.items()}
        yield Layout(where["api"], where["api"], where["edge"], where["driver"], _DATA)
    finally:
        for line in (*(f"netns del shrutik-{place}" for place in _PLACES), f"link del {BRIDGE}"):
            with suppress(subprocess.CalledProcessError):
                _call(line)


def _made(place, number):
    name, address = f"shrutik-{place}", f"{NET}.{number}"
    _call(
        f"netns add {name}",
        f"link add {name} type veth peer name wire netns {name}",
        f"link set {name} master {BRIDGE} up",
        f"-n {name} addr add {address}/24 dev wire",
        f"-n {name} link set wire up",
        f"-n {name} link set lo up",
    )
    return Where(name, None, address)


def _call(*lines):
    for line in lines:
        subprocess.run(["ip", *line.split()], check=True, capture_output=True, text=True)

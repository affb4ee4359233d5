"""Several places on this machine, each a network namespace on one wire, which may be cut between any of them."""

import contextlib
import itertools
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence

import attrs
import psutil
import pytest

from servers.process import program, wait_for

# 198.18.0.0/15 is for tests of networks (RFC 2544): no network of anybody's has addresses there.
_NETS = 256
_OURS = 254
# An interface has 15 characters at most: these, the process, and which of its networks.
_NAMES = "shru"
_COUNT = itertools.count()


@attrs.frozen
class Network:
    """The places, and how they are reached.

    Attributes:
        prefix: of the names of all that belongs to it.
        net: the first three parts of every address.
        places: their names, in the order of their addresses.
    """

    prefix: str
    net: str
    places: Sequence[str]

    @property
    def whole(self) -> str:
        """All its addresses, as CIDR has it."""
        return f"{self.net}.0/24"

    @property
    def ours(self) -> str:
        """The address of this process, which is in no place: the outside world."""
        return f"{self.net}.{_OURS}"

    def address(self, place: str) -> str:
        """Where a place is reached."""
        return f"{self.net}.{self.places.index(place) + 1}"

    def namespace(self, place: str) -> str:
        """The name of a place for `ip netns`."""
        return f"{self.prefix}-{place}"

    def cut(self, place: str) -> None:
        """Nothing goes between this place and the others any more; the outside world sees all of them."""
        self._between(place, "-I")

    def heal(self, place: str) -> None:
        """What was cut is whole again."""
        self._between(place, "-D")

    def unplug(self, place: str) -> None:
        """The place is gone for everybody, and nobody is told."""
        _call("ip", "-n", self.namespace(place), "link", "set", "wire", "down")

    def plug(self, place: str) -> None:
        """It is back."""
        _call("ip", "-n", self.namespace(place), "link", "set", "wire", "up")

    def kill(self, place: str) -> None:
        """SIGKILL to all that lives there, until nothing does."""
        _empty(self.namespace(place))

    def _between(self, place: str, how: str) -> None:
        for other in self.places:
            if other != place:
                for here, there in ((place, other), (other, place)):
                    drop = ("INPUT", "--source", self.address(there), "--jump", "DROP")
                    within = ("netns", "exec", self.namespace(here), program("iptables", "iptables"))
                    _call("ip", *within, "-w", how, *drop)


@contextlib.contextmanager
def running_network(places: Sequence[str]) -> Iterator[Network]:
    """The places, on a wire of their own; whatever lives in them is killed at the end, and nothing stays."""
    if os.geteuid() != 0:
        pytest.skip("only root may make network namespaces")
    _sweep()
    network = Network(f"{_NAMES}{os.getpid()}.{next(_COUNT)}", _free_net(), places)
    with contextlib.ExitStack() as stack:
        wire = f"{network.prefix}-wire"
        _make(stack, wire)
        _call("ip", "-n", wire, "link", "add", "wire", "type", "bridge", "forward_delay", "0")
        _call("ip", "-n", wire, "link", "set", "wire", "up")
        for place in places:
            _make(stack, network.namespace(place))
            stack.callback(network.kill, place)
            _join(network, wire, place)
        _join_us(stack, network, wire)
        yield network


def _sweep() -> None:
    """Take away what runs left that were killed themselves."""
    for line in _call("ip", "netns", "list").splitlines():
        namespace = line.split()[0]
        owner = namespace.removeprefix(_NAMES).partition(".")[0]
        if namespace.startswith(_NAMES) and owner.isdigit() and not psutil.pid_exists(int(owner)):
            _empty(namespace)
            _call("ip", "netns", "delete", namespace)


def _empty(namespace: str) -> None:
    def is_empty() -> bool:
        living = _call("ip", "netns", "pids", namespace).split()
        for pid in map(int, living):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return not living

    wait_for(is_empty, 20, f"the end of {namespace}")


def _make(stack: contextlib.ExitStack, namespace: str) -> None:
    made = subprocess.run([program("ip", "iproute2"), "netns", "add", namespace], capture_output=True, check=False)
    if made.returncode != 0:
        pytest.skip(f"no network namespace can be made here: {made.stderr.decode()}")
    stack.callback(_call, "ip", "netns", "delete", namespace)
    _call("ip", "-n", namespace, "link", "set", "lo", "up")


def _join(network: Network, wire: str, place: str) -> None:
    there = network.namespace(place)
    _call("ip", "-n", wire, "link", "add", "name", place, "type", "veth", "peer", "name", "wire", "netns", there)
    _call("ip", "-n", wire, "link", "set", "dev", place, "master", "wire", "up")
    _call("ip", "-n", there, "address", "add", f"{network.address(place)}/24", "dev", "wire")
    _call("ip", "-n", there, "link", "set", "wire", "up")


def _join_us(stack: contextlib.ExitStack, network: Network, wire: str) -> None:
    _call("ip", "link", "add", network.prefix, "type", "veth", "peer", "name", "ours", "netns", wire)
    stack.callback(_call, "ip", "link", "delete", network.prefix)
    _call("ip", "-n", wire, "link", "set", "ours", "master", "wire", "up")
    _call("ip", "address", "add", f"{network.ours}/24", "dev", network.prefix)
    _call("ip", "link", "set", network.prefix, "up")


def _free_net() -> str:
    taken = _call("ip", "-4", "address", "show")
    nets = (f"198.18.{(os.getpid() + n) % _NETS}" for n in range(_NETS))
    return next(net for net in nets if f"{net}." not in taken)


def _call(*command: str) -> str:
    done = subprocess.run([program(command[0], "iproute2"), *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout

"""What others can call this machine, found without a word to any other."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import attrs
import psutil
import regex

Address = IPv4Address | IPv6Address
LOCAL = "local"
"""The domain in which machines of one network name themselves (RFC 6762)."""
_HOST = regex.compile(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*"
)
_LOOPBACK = ("127.0.0.1", "::1")
# RFC 5737: an address that is nobody's. A datagram socket that is connected sends nothing.
_ELSEWHERE = ("192.0.2.255", 9)


@attrs.frozen
class MachineNames:
    """Names and addresses of a machine.

    Attributes:
        hosts: names, in lower case, such as ``pi`` and ``pi.local``.
        addresses: of IPv4 and IPv6.
    """

    hosts: frozenset[str]
    addresses: frozenset[Address]

    @property
    def texts(self) -> frozenset[str]:
        """All of them, as text."""
        return self.hosts | {str(address) for address in self.addresses}


def machine_names(host: str) -> MachineNames:
    """The names and addresses of this machine.

    Args:
        host: name or address that the operator wants to listen on; it counts unless it stands for all addresses.
    """
    name = socket.gethostname().lower().rstrip(".")
    hosts, addresses = {"localhost", name, f"{name.partition('.')[0]}.{LOCAL}"}, set(map(ip_address, _LOOPBACK))
    for interface in psutil.net_if_addrs().values():
        for one in interface:
            if one.family in {socket.AF_INET, socket.AF_INET6}:
                addresses.add(_address(one.address))
    try:
        addresses.add(_address(host))
    except ValueError:
        hosts.add(host.lower().rstrip("."))
    return MachineNames(
        frozenset(one for one in hosts if _HOST.fullmatch(one)),
        frozenset(one for one in addresses if not one.is_unspecified),
    )


def outward_address() -> IPv4Address | None:
    """The address under which this machine speaks to others, as its routes say; None if it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_ELSEWHERE)
        except OSError:
            return None
        return IPv4Address(asked.getsockname()[0])


def _address(text: str) -> Address:
    return ip_address(text.partition("%")[0])

"""Where a call came from, as far as it is noted: its network, which tells less of a person than its address."""

import ipaddress
from datetime import timedelta

ORIGINS_KEPT = timedelta(days=90)
"""For how long the audit trail keeps the network that a thing was done from."""
_PREFIXES = {4: 24, 6: 48}


def network_of(address: str) -> str:
    """The network of an address: ``192.0.2.0/24`` or ``2001:db8:1::/48``; empty if it is not an address.

    An IPv6 address that stands for an IPv4 address is taken as that one.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    known = mapped or parsed
    return str(ipaddress.ip_network((known, _PREFIXES[known.version]), strict=False))

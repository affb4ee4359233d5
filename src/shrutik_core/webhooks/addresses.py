"""Network addresses that a webhook may reach: those that are public, whatever form they are written in."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# The special-purpose registries of IANA (RFC 6890, 2013, and what was added since), and what is not unicast.
_CLOSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carriers' own (CGNAT)
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local, and where clouds tell their secrets
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_OPEN_6 = IPv6Network("2000::/3")
"""All that was ever given out for unicast; loopback, unique local, link-local and multicast lie outside."""
_CLOSED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: an IPv4 address in disguise
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
"""Where a network without IPv4 finds all of it; the last 32 bits say where it leads."""
_LAST_32 = (1 << 32) - 1


def is_public(address: str) -> bool:
    """Whether anybody in the world could reach what is at an address, so that reaching it gives nothing away.

    Addresses that hold an IPv4 address, mapped (``::ffff:…``) or by NAT64, are judged by it; those of 6to4 and Teredo
    are refused as a whole.

    Args:
        address: as a resolver gives it; anything else is not public, and so is one with a zone.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _is_public(found)


def _is_public(found: IPv4Address | IPv6Address) -> bool:
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _CLOSED_4)
    if found.scope_id is not None:
        return False
    if found.ipv4_mapped is not None:
        return _is_public(found.ipv4_mapped)
    if found in _NAT64:
        return _is_public(IPv4Address(int(found) & _LAST_32))
    return found in _OPEN_6 and not any(found in network for network in _CLOSED_6)

"""Origins: from which network somebody calls, in a form that names it without saying it."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import NewType
from uuid import UUID

Origin = NewType("Origin", UUID)
"""A keyed digest of a network: equal for equal networks, and nothing else can be read off it."""

SITE_BITS = 64
"""Bits of an IPv6 address that its site is known by; the rest is a device's own choice."""


def network_of(address: str) -> str | None:
    """What is digested of a network address: an IPv4 address, or the first 64 bits of an IPv6 one.

    None of what is not an address, and of this machine's own: whoever calls from there, many people on one laptop or a
    proxy that was not declared, cannot be told apart.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback or found.is_unspecified:
        return None
    if isinstance(found, IPv6Address):
        return str(ip_network((int(found), SITE_BITS), strict=False))
    return str(found)

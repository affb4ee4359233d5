"""Whose request it is: the network address of the client, also behind proxies that an installation trusts."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

import attrs
import falcon.asgi
import regex

_Address = IPv4Address | IPv6Address
_FOR = regex.compile(r'(?:^|;)\s*for\s*=\s*(?:"(?<quoted>[^"]*)"|(?<plain>[^;\s]*))', regex.IGNORECASE)
_PORT = regex.compile(r"(?<bracketed>\[[0-9a-fA-F:.]+\])(?::\d{1,5})?|(?<dotted>\d+\.\d+\.\d+\.\d+)(?::\d{1,5})?")
_HOST = regex.compile(r"(?:[A-Za-z0-9_.-]{1,253}|\[[0-9a-fA-F:.]{2,45}\])(?::\d{1,5})?")
# A caller may lengthen the list as far as a head goes; a chain of proxies has a handful.
_MOST_HOPS = 32
_OF_ONE_HOUSEHOLD = 64


@attrs.frozen
class Origins:
    """Tells clients' addresses.

    Attributes:
        trusted: networks of the proxies whose word about their callers is believed.
    """

    trusted: tuple[IPv4Network | IPv6Network, ...] = ()

    def of(self, request: falcon.asgi.Request) -> str:
        """The address of the client.

        It is the peer's, unless that is a trusted proxy: then the right-most address of ``X-Forwarded-For``, or of
        ``Forwarded`` (RFC 7239), that is not a trusted proxy's. If both headers are there and disagree, a proxy has
        passed on one that its caller made up, and neither is believed.
        """
        peer = str(request.remote_addr)
        if not self.is_from_proxy(request):
            return peer
        told = {
            self._client(peer, _elements(value, one))
            for one, value in (
                (_plain, request.get_header("X-Forwarded-For")),
                (_forwarded, request.get_header("Forwarded")),
            )
            if value is not None
        }
        return told.pop() if len(told) == 1 else peer

    def is_secure(self, request: falcon.asgi.Request) -> bool:
        """Whether the client speaks TLS, with us or with a trusted proxy that says so."""
        if request.scope.get("scheme") == "https":
            return True
        return self.is_from_proxy(request) and request.get_header("X-Forwarded-Proto") == "https"

    def site(self, request: falcon.asgi.Request) -> str:
        """Scheme and host by which the client reached us, e.g. ``https://voices.example.org``.

        They are those of the request itself, unless a trusted proxy says others in ``X-Forwarded-Proto`` and
        ``X-Forwarded-Host``; of several hosts the last, which is the nearest proxy's word.
        """
        told = request.get_header("X-Forwarded-Host") if self.is_from_proxy(request) else None
        host = told.rpartition(",")[2].strip() if told else ""
        scheme = "https" if self.is_secure(request) else "http"
        return f"{scheme}://{host if _HOST.fullmatch(host) else request.netloc}"

    def is_from_proxy(self, request: falcon.asgi.Request) -> bool:
        """Whether a trusted proxy handed the request on."""
        return bool(self.trusted) and self._is_proxy(_parsed(str(request.remote_addr)))

    def _client(self, peer: str, hops: Iterator[_Address | None]) -> str:
        """The last hop that is not a proxy of ours; what cannot be read ends the chain."""
        last = peer
        for hop in hops:
            if hop is None:
                break
            last = str(hop)
            if not self._is_proxy(hop):
                break
        return last

    def _is_proxy(self, address: _Address | None) -> bool:
        return address is not None and any(address in network for network in self.trusted)


def counted_as(address: str) -> str:
    """What calls from an address are counted under: of IPv6 the first 64 bits, as a household has all of the others."""
    if ":" not in address:
        return address
    parsed = _parsed(address)
    if not isinstance(parsed, IPv6Address):
        return address if parsed is None else str(parsed)
    return str(ip_network((parsed, _OF_ONE_HOUSEHOLD), strict=False))


def _elements(value: str, read: Any) -> Iterator[_Address | None]:  # noqa: ANN401 - one of the two below
    """The hops of a header, the nearest first."""
    return (read(element.strip()) for element in reversed(value.split(",")[-_MOST_HOPS:]))


def _plain(element: str) -> _Address | None:
    """An address, with or without a port."""
    found = _PORT.fullmatch(element)
    return _parsed((found["bracketed"] or found["dotted"]).strip("[]") if found else element)


def _forwarded(element: str) -> _Address | None:
    found = _FOR.search(element)
    return _plain(found["quoted"] or found["plain"] or "") if found else None


def _parsed(text: str) -> _Address | None:
    """An address; one of IPv4 that is written as IPv6 is told as what it is."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address

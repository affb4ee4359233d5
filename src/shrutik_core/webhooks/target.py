"""Where a webhook leads: an address that was taken apart and checked, as far as its text alone tells."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import attrs
import idna
import regex

from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.webhooks.addresses import is_public

declare(Invalid, "webhook_url_invalid", "A webhook cannot lead there.")

LONGEST_URL = 2_000
_UNSEEN = regex.compile(r"[\x00-\x20\x7F\\#]")
_PLAIN = regex.compile(r"[\x21-\x7E]*")
_NAME = regex.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
# What resolvers take for an IPv4 address though it is not written as one: 2130706433, 0x7f.1, 127.1 (WHATWG URL, 2024,
# "ends in a number").
_NUMBER = regex.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|\d+)\.?")
# Names that lead nowhere beyond a machine or its network (RFC 6761, 2013; RFC 6762, 2013; RFC 8375, 2018; ICANN, 2024).
_NEAR = (".localhost", ".local", ".home.arpa", ".internal")
_PORTS = {"https": 443, "http": 80}


@attrs.frozen
class Target:
    """Where requests go.

    Attributes:
        secure: whether they go over TLS.
        host: a name in ASCII, or an address without brackets; in small letters.
        port: 1 to 65535.
        path: with the query, as it is sent; begins with a slash.
    """

    secure: bool
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host as the header of that name has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS["https" if self.secure else "http"] else f"{host}:{self.port}"


@attrs.frozen
class AllowedHosts:
    """The hosts of the operator's own network that webhooks may reach, also without TLS.

    Attributes:
        hosts: names and addresses, in small letters.
    """

    hosts: frozenset[str] = frozenset()

    def target(self, url: str) -> Target:
        """Where an address leads.

        Raises:
            Invalid: ``webhook_url_invalid`` unless it is ``https://`` with a host, maybe a port, a path and a query, in
                up to 2,000 printable characters, without user, password and fragment; or if its host is an address that
                is not public, a number, or a name of a private network. One of these hosts may also be private, and be
                reached by ``http://``.
        """
        parts = _parts(url)
        host = _host(parts)
        own = host in self.hosts
        if parts.scheme != "https" and not (own and parts.scheme == "http"):
            raise _invalid("It begins with https://.")
        if not own and _is_private(host):
            raise _invalid("It leads into a private network; an operator may allow its host (SHRUTIK_WEBHOOK_HOSTS).")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Target(parts.scheme == "https", host, _port(parts), path)

    def lets_reach(self, target: Target, address: str) -> bool:
        """Whether requests to a target may go to an address that its name was found at."""
        return target.host in self.hosts or is_public(address)


def _parts(url: str) -> SplitResult:
    if len(url) > LONGEST_URL or not url.startswith(("https://", "http://")):
        raise _invalid(f"It begins with https:// and has up to {LONGEST_URL} characters.")
    # Before it is taken apart: the parser passes over some of these.
    if _UNSEEN.search(url):
        raise _invalid("It holds no space, no backslash, no fragment and nothing that cannot be seen.")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _invalid("It cannot be read as an address.") from error
    if "@" in parts.netloc:
        raise _invalid("It holds no user and no password.")
    if not _PLAIN.fullmatch(parts.path + parts.query):
        raise _invalid("Its path may have only printable ASCII characters; write others as %XX.")
    return parts


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if _is_address(host):
        return host
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise _invalid("Its host is not a valid name.") from error
    if not _NAME.fullmatch(name) or parts.netloc.startswith("["):
        raise _invalid("Its host is not a valid name.")
    return name


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError as error:
        raise _invalid("Its port is a number from 1 to 65535.") from error
    if port == 0:
        raise _invalid("Its port is a number from 1 to 65535.")
    return port or _PORTS[parts.scheme]


def _is_private(host: str) -> bool:
    if _is_address(host):
        return not is_public(host)
    return "." not in host.rstrip(".") or host.rstrip(".").endswith(_NEAR) or _NUMBER.fullmatch(host) is not None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _invalid(detail: str) -> Invalid:
    return Invalid("webhook_url_invalid", detail, errors=[FieldError("url", detail)])

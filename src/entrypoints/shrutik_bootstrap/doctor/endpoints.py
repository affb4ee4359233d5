"""All who show a certificate: those whom people and programs reach, and those whom the settings name."""

import smtplib
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import attrs
from sqlalchemy import URL

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.settings import Settings
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_postgres.address import parse_url
from shrutik_smtp.server import Protection, read_smtp_url

SECONDS = 5.0
"""That one of them may take to answer."""
# What begins TLS on PostgreSQL's port (its protocol, 55.2.11).
_PLEASE_TLS = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
_GO_AHEAD = 220
_HTTPS, _PORT = "https", "5432"


@attrs.frozen
class Endpoint:
    """Somebody who shows a certificate.

    Attributes:
        name: as the line has it.
        host: its name or address.
        port: 1 to 65535.
        begin: makes TLS begin, on a connection that was just opened; False if it speaks none.
        is_browsed: whether browsers are shown it; what else is shown, its user checks.
        is_one_of_several: whether others do its work while it is away.
    """

    name: str
    host: str
    port: int
    begin: Callable[[socket.socket], bool] = lambda _: True
    is_browsed: bool = False
    is_one_of_several: bool = False


def endpoints(settings: Settings) -> Iterator[Endpoint]:
    """All that the settings name; addresses that cannot be read are passed over: another check tells of them."""
    for of in (_sites, _databases, _redis, _buckets, _mail):
        with suppress(Invalid, Unavailable, ValueError):
            yield from of(settings)


def _sites(settings: Settings) -> Iterator[Endpoint]:
    sites = {"site": settings.public_url, **{f"log-in {one.name}": one.issuer for one in settings.openid_providers}}
    for name, address in sites.items():
        yield from _by_https(name, address, is_browsed=True)


def _by_https(name: str, address: str, *, is_browsed: bool = False) -> Iterator[Endpoint]:
    parts = urlsplit(address)
    if parts.scheme == _HTTPS and parts.hostname:
        yield Endpoint(name, parts.hostname, parts.port or 443, is_browsed=is_browsed)


def _databases(settings: Settings) -> Iterator[Endpoint]:
    for name, address in {"database": settings.database_url, "replica": settings.replica_url}.items():
        yield from _several(name, _machines(parse_url(address)) if address else (), _as_postgres)


def _machines(url: URL) -> list[tuple[str, int]]:
    """Hosts and ports as libpq reads them: those among the parameters first, and one port for all if there is one."""
    hosts = _said(url, "host") or [url.host or ""]
    ports = _said(url, "port") or [str(url.port or _PORT)]
    pairs = zip(hosts, ports * len(hosts) if len(ports) == 1 else ports, strict=True)
    return [(host, int(port or _PORT)) for host, port in pairs if host and not host.startswith(("/", "@"))]


def _said(url: URL, name: str) -> list[str]:
    value = url.query.get(name, ())
    return [part for one in ((value,) if isinstance(value, str) else value) for part in one.split(",")]


def _redis(settings: Settings) -> Iterator[Endpoint]:
    if settings.redis_url is None:
        return
    address = load("shrutik_redis.address", "redis").read_redis_url(settings.redis_url)
    if address.tls:
        yield from _several("sentinel" if address.name else "redis", address.hosts)
        if address.name:
            yield from _several("redis", load("shrutik_redis.health", "redis").watched(address, SECONDS))


def _buckets(settings: Settings) -> Iterator[Endpoint]:
    for name, address in {"bucket": settings.blobs_url or "", "back-ups": settings.backup_to}.items():
        if "://" in address:
            yield from _by_https(name, load("shrutik_s3.address", "s3").read_blobs_url(address).endpoint)


def _mail(settings: Settings) -> Iterator[Endpoint]:
    if settings.smtp_url is not None:
        server = read_smtp_url(settings.smtp_url)
        if server.protection is Protection.TLS:
            yield Endpoint("mail", server.host, server.port)
        elif server.protection is Protection.STARTTLS:
            yield Endpoint("mail", server.host, server.port, _as_mail)


def _several(
    name: str, where: Iterable[tuple[str, int]], begin: Callable[[socket.socket], bool] = lambda _: True
) -> Iterator[Endpoint]:
    places = dict.fromkeys(where)
    for host, port in places:
        yield Endpoint(name, host, port, begin, is_one_of_several=len(places) > 1)


def _as_postgres(connection: socket.socket) -> bool:
    connection.sendall(_PLEASE_TLS)
    return connection.recv(1) == b"S"


def _as_mail(connection: socket.socket) -> bool:
    session = smtplib.SMTP(timeout=SECONDS)
    session.sock = connection
    session.getreply()
    session.ehlo()
    code, _ = session.docmd("STARTTLS")
    return code == _GO_AHEAD

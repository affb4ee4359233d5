"""The address of a database, on one machine or several, and what every connection to it asks of the network."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import psycopg
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from shrutik_core.shared.errors import Invalid, declare

APPLICATION = "shrutik"
_PSYCOPG = "postgresql+psycopg"
_DRIVERS = frozenset({"postgres", "postgresql", _PSYCOPG})
_PORT = "5432"

NETWORK: Mapping[str, int] = {
    # For each machine that the address names.
    "connect_timeout": 3,
    # A machine that went without a word is noticed after some five seconds, whether it owes an answer or is only heard.
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 5_000,
}
"""Of every connection, unless its address says otherwise; seconds, and ``tcp_user_timeout`` milliseconds."""

declare(Invalid, "database_address_invalid", "The database's address cannot be read.")


def parse_url(url: str | URL) -> URL:
    """The address of a database with the driver that we speak through.

    Args:
        url: ``postgresql://...``, ``postgres://...`` or ``postgresql+psycopg://...``; of several machines as libpq has
            it: ``postgresql://user:password@one:5432,two:5432/name?target_session_attrs=read-write``.

    Raises:
        Invalid: ``database_address_invalid``; what it says holds nothing of the address, which may hold a password.
    """
    try:
        parsed = make_url(_with_hosts_last(url) if isinstance(url, str) else url)
        if parsed.drivername not in _DRIVERS:
            raise ValueError
    except (ArgumentError, ValueError):
        detail = "Write the database's address as postgresql://user:password@host:5432/name; see the settings."
        raise Invalid("database_address_invalid", detail) from None
    return parsed.set(drivername=_PSYCOPG)


def _with_hosts_last(url: str) -> str:
    """The same address with several machines among its parameters, where toolkit and driver both take them."""
    parts = urlsplit(url)
    login, at, machines = parts.netloc.rpartition("@")
    if "," not in machines:
        return url
    pairs = [_host_and_port(machine) for machine in machines.split(",")]
    hosts, ports = (",".join(values) for values in zip(*pairs, strict=True))
    query = "&".join(filter(None, (f"host={hosts}&port={ports}", parts.query)))
    return parts._replace(netloc=login + at, query=query).geturl()


def _host_and_port(machine: str) -> tuple[str, str]:
    host, colon, port = machine.rpartition(":")
    if not colon or machine.endswith("]"):
        host, port = machine, _PORT
    return host.strip("[]"), port or _PORT


def network_of(url: URL, network: Mapping[str, int] = NETWORK) -> dict[str, int]:
    """What a connection to this address asks of the network, as far as the address does not say it itself."""
    return {name: value for name, value in network.items() if name not in url.query}


def connect(
    url: str | URL,
    application: str = APPLICATION,
    network: Mapping[str, int] = NETWORK,
    *,
    options: str = "",
    autocommit: bool = True,
) -> "psycopg.Connection[tuple[object, ...]]":
    """A connection of one's own, outside of any pool.

    Args:
        url: see `parse_url`.
        application: name under which the database lists it.
        network: in place of the usual.
        options: of the server, such as ``-c timezone=UTC``; one that makes transactions read-only would make
            ``target_session_attrs=read-write`` find no machine.
        autocommit: whether each statement is a transaction.

    Raises:
        psycopg.Error: if the database does not answer.
    """
    parsed = parse_url(url)
    # Part by part: of an address as one text that it cannot read, the driver says it in full, with its password.
    _, asked = parsed.get_dialect()().create_connect_args(parsed)
    own = {**network_of(parsed, network), "autocommit": autocommit, "application_name": application}
    return psycopg.connect(**{**asked, **own, **({"options": options} if options else {})})

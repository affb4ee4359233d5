"""Which Redis is meant, as one address says it: a server, or the sentinels that know which one leads."""

from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import attrs

from shrutik_core.shared.errors import Invalid

MOST_DATABASES = 1_024
_PORT, _SENTINELS_PORT = 6379, 26379
_HINT = (
    "it looks like rediss://user:secret@redis.example.org:6379/0?ca=/path/to/authority.pem, "
    "rediss+sentinel://user:secret@one:26379,two:26379/NAME/0, or the same with redis:// for a network of your own"
)


class Scheme(StrEnum):
    """How the servers are reached."""

    PLAIN = "redis"
    TLS = "rediss"
    """Certificates and names of hosts are always checked."""
    SENTINEL = "redis+sentinel"
    SENTINEL_TLS = "rediss+sentinel"
    """The way to the sentinels is as protected as the way to the servers."""


@attrs.frozen
class RedisAddress:
    """A Redis.

    Attributes:
        hosts: names or addresses with ports, 1 to 65535: of the one server, or of the sentinels.
        name: by which the sentinels know the servers; empty without sentinels.
        database: its number, 0 to 1023.
        tls: whether the way is encrypted, and the other side's certificate checked.
        authority: file of the authority that signs certificates (PEM); None for those that this machine trusts.
        user: whom we log in as; empty for the user that there is by default.
        password: of the user; empty for none.
        open_sentinels: whether the sentinels ask nobody for a password; otherwise they know the same user.
    """

    hosts: tuple[tuple[str, int], ...]
    name: str = ""
    database: int = 0
    tls: bool = False
    authority: Path | None = None
    user: str = ""
    password: str = attrs.field(default="", repr=False)
    open_sentinels: bool = False


def read_redis_url(url: str, setting: str = "SHRUTIK_REDIS_URL") -> RedisAddress:
    """The Redis that an address names.

    Args:
        url: the address.
        setting: where it stands, for the error.

    Raises:
        Invalid: ``settings_invalid``; the message never repeats the address, which holds a password.
    """
    try:
        return _read(urlsplit(url))
    except ValueError:
        # The cause is not shown either: it may repeat a part of the address.
        raise Invalid("settings_invalid", f"{setting} cannot be used: {_HINT}.") from None


def _read(parts: SplitResult) -> RedisAddress:
    scheme = Scheme(parts.scheme)
    by_sentinels = scheme in {Scheme.SENTINEL, Scheme.SENTINEL_TLS}
    tls = scheme in {Scheme.TLS, Scheme.SENTINEL_TLS}
    login, _, hosts = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    found = tuple(_host(one, _SENTINELS_PORT if by_sentinels else _PORT) for one in hosts.split(","))
    name, database = _path(parts.path, named=by_sentinels)
    if parts.fragment or (not by_sentinels and len(found) > 1):
        raise ValueError
    said = _query(parts.query)
    authority, asked = said.pop("ca", ""), said.pop("sentinels", "")
    if said or (authority and not tls) or (asked and (asked != "open" or not by_sentinels)):
        raise ValueError
    return RedisAddress(
        *(found, name, database, tls, Path(authority) if authority else None),
        *(unquote(user), unquote(password), asked == "open"),
    )


def _host(text: str, port: int) -> tuple[str, int]:
    one = urlsplit(f"//{text}")
    if not one.hostname or one.path or one.query or one.port == 0:
        raise ValueError
    return one.hostname, one.port or port


def _path(path: str, *, named: bool) -> tuple[str, int]:
    """The sentinels' name for the servers, and the number of the database."""
    words = [word for word in path.split("/") if word]
    name = unquote(words.pop(0)) if named and words else ""
    number = words.pop(0) if words else "0"
    if words or (named and not name) or not (number.isascii() and number.isdigit() and int(number) < MOST_DATABASES):
        raise ValueError
    return name, int(number)


def _query(text: str) -> dict[str, str]:
    """What is said behind the question mark, each once."""
    words = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))
    said = dict(words)
    if len(said) < len(words) or not all(said.values()):
        raise ValueError
    return said

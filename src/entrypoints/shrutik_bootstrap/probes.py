"""What an API process is asked for by those who decide whether requests go to it."""

from collections.abc import Callable, Mapping
from functools import partial

import attrs
from sqlalchemy import URL

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.settings import Settings
from shrutik_core.shared.errors import Unavailable, declare
from shrutik_postgres.revision import has_tables

declare(Unavailable, "tables_pending", "The database's tables are those of an older version.")
_PATIENCE = 1.0


@attrs.frozen
class Probe:
    """A part that can be asked whether it works.

    Attributes:
        ask: asks it; an error of the family says what is wrong.
        vital: whether requests cannot be answered without it.
    """

    ask: Callable[[], object]
    vital: bool = True


def probes(settings: Settings, url: URL) -> Mapping[str, Probe]:
    """Those beside database and blobs: the tables, and Redis if there is one, without which requests are answered."""
    found = {"migrations": Probe(partial(_check_tables, url))}
    if settings.redis_url is not None:
        found["broker"] = Probe(partial(_check_redis, settings.redis_url), vital=False)
    return found


def _check_tables(url: URL) -> None:
    if not has_tables(url):
        raise Unavailable("tables_pending", "Migrations are pending; run `shrutik db upgrade`.")


def _check_redis(url: str) -> None:
    address = load("shrutik_redis.address", "redis").read_redis_url(url)
    load("shrutik_redis.connecting", "redis").check(address, _PATIENCE)

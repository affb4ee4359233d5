"""The addresses among the settings: which of them cannot be read, before anybody is asked."""

from collections.abc import Mapping

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.settings import Settings
from shrutik_core.shared.errors import ShrutikError
from shrutik_postgres.address import parse_url
from shrutik_smtp.server import read_smtp_url


def unreadable_addresses(settings: Settings) -> Mapping[str, ShrutikError]:
    """Why each that cannot be read cannot, by its variable; nothing that is said repeats an address."""
    readers = {
        "database_url": parse_url,
        "replica_url": parse_url,
        "redis_url": _redis,
        "blobs_url": _bucket,
        "backup_to": _vault,
        "smtp_url": read_smtp_url,
    }
    wrong: dict[str, ShrutikError] = {}
    for name, read in readers.items():
        try:
            if address := getattr(settings, name):
                read(address)
        except ShrutikError as error:
            wrong[f"SHRUTIK_{name.upper()}"] = error
    return wrong


def _redis(address: str) -> object:
    return load("shrutik_redis.address", "redis").read_redis_url(address)


def _bucket(address: str) -> object:
    return load("shrutik_s3.address", "s3").read_blobs_url(address)


def _vault(address: str) -> object:
    """It may be a folder as well."""
    return load("shrutik_s3.address", "s3").read_blobs_url(address, "SHRUTIK_BACKUP_TO") if "://" in address else None

"""What an installation may choose of its HTTP side."""

from datetime import timedelta

import attrs

from shrutik_bootstrap.settings import Settings
from shrutik_http.front.limits import FrontLimits


@attrs.frozen
class HttpOptions:
    """Choices with defaults.

    Attributes:
        cors_origins: origins of web pages that may call the API.
        link_lifetime: how long a signed link is good for.
        threads: requests at once that wait for the database or a disk.
    """

    cors_origins: tuple[str, ...] = ()
    link_lifetime: timedelta = timedelta(hours=1)
    threads: int = 16


def options_of(settings: Settings) -> HttpOptions:
    """What the settings say of the HTTP side."""
    return HttpOptions(settings.cors_origins, timedelta(minutes=settings.link_minutes), settings.http_threads)


def limits_of(settings: Settings) -> FrontLimits:
    """What they say of what callers may take."""
    return FrontLimits(connections=settings.connections, connections_per_address=settings.connections_per_address)

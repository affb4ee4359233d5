"""What an installation may choose of its HTTP side."""

import os
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network

import attrs

from shrutik_bootstrap.blob_stores import blobs_origin
from shrutik_bootstrap.settings import Settings
from shrutik_core import __version__
from shrutik_http.edge.pools import HASHING_THREADS
from shrutik_http.front.limits import FrontLimits


@attrs.frozen
class HttpOptions:
    """Choices with defaults.

    Attributes:
        cors_origins: origins of web pages that may call the API.
        link_lifetime: how long a signed link is good for.
        threads: requests at once that wait for the database or a disk.
        hashing: passwords at once, each of which takes 64 MB.
        secure_cookies: whether cookies are sent back over HTTPS alone.
        trusted_proxies: networks of proxies whose word about their callers is believed.
        public_url: where people reach this installation; empty if that is how each caller reached it.
        authority: the certificate, as DER, of the installation's own authority that `serve --https` lets people trust;
            empty if TLS is somebody else's affair.
        blobs_origin: where those who have signed links are sent for blobs; empty if we send them ourselves.
        metrics_token: with which figures may be read from anywhere; empty if only programs of this machine may.
        release: of the programs, as health and figures tell it.
        accel_path: under which a trusted proxy finds the files of blobs, and sends them; empty if it finds none.
    """

    cors_origins: tuple[str, ...] = ()
    link_lifetime: timedelta = timedelta(hours=1)
    threads: int = 16
    hashing: int = HASHING_THREADS
    secure_cookies: bool = False
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    public_url: str = ""
    authority: bytes = b""
    blobs_origin: str = ""
    metrics_token: str = attrs.field(default="", repr=False)
    accel_path: str = ""
    release: str = __version__


def options_of(settings: Settings) -> HttpOptions:
    """What the settings say of the HTTP side."""
    processes = settings.api_processes or os.cpu_count() or 1
    # Of several processes each has one, so that a crowd at the door takes no more memory the more of them there are.
    hashing = HASHING_THREADS if processes == 1 else 1
    return HttpOptions(
        cors_origins=settings.cors_origins,
        link_lifetime=timedelta(minutes=settings.link_minutes),
        threads=settings.http_threads,
        hashing=hashing,
        secure_cookies=settings.public_url.startswith("https:"),
        public_url=settings.public_url,
        trusted_proxies=settings.trusted_proxies,
        blobs_origin=blobs_origin(settings),
        metrics_token=settings.metrics_token or "",
        accel_path=settings.accel_path,
        release=settings.release_id,
    )


def limits_of(settings: Settings) -> FrontLimits:
    """What they say of what callers may take."""
    return FrontLimits(connections=settings.connections, connections_per_address=settings.connections_per_address)

"""What resources are made of: the use cases, the links, and what the API says of itself."""

from collections.abc import Callable, Mapping

import attrs

from shrutik_bootstrap.api_platform import ApiPlatform
from shrutik_http.draining import Draining
from shrutik_http.links import SignedLinks


@attrs.frozen
class Wiring:
    """All that a resource may take what it needs from, when the application is made.

    Attributes:
        platform: the use cases.
        links: makes addresses, for the person who asks.
        describe: makes the OpenAPI document.
        version: of the installed distribution.
        secure_cookies: whether cookies are sent back over HTTPS alone.
        public_url: where people reach this installation; empty if that is how each caller reached it.
        authority: see `HttpOptions.authority`.
        draining: whether the process is about to end.
        release: of the programs that run.
        metrics_token: see `HttpOptions.metrics_token`.
    """

    platform: ApiPlatform
    links: SignedLinks
    describe: Callable[[], Mapping[str, object]]
    version: str = "0"
    release: str = "0"
    secure_cookies: bool = False
    public_url: str = ""
    authority: bytes = b""
    draining: Draining = attrs.field(factory=Draining)
    metrics_token: str = attrs.field(default="", repr=False)

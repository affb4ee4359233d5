"""The application: the operations of every noun and the page, behind what happens around each request."""

from functools import partial
from typing import Any

import falcon.asgi

from shrutik_bootstrap.api_platform import ApiPlatform
from shrutik_core import __version__
from shrutik_http.catalogue import NOUNS
from shrutik_http.draining import Draining
from shrutik_http.edge.errors import handle_errors
from shrutik_http.edge.identifying import Identification
from shrutik_http.edge.middleware.access_log import AccessLog
from shrutik_http.edge.middleware.conditional import Conditional
from shrutik_http.edge.middleware.cors import Cors
from shrutik_http.edge.middleware.heads import Heads
from shrutik_http.edge.middleware.identity import RequestId
from shrutik_http.edge.middleware.last_answers import LastAnswers
from shrutik_http.edge.middleware.request_metrics import RequestMetrics
from shrutik_http.edge.middleware.request_span import RequestSpan
from shrutik_http.edge.middleware.resumable import Resumable
from shrutik_http.edge.middleware.sanity import Sanity
from shrutik_http.edge.middleware.security_headers import SecurityHeaders
from shrutik_http.edge.mounting import Admission, mount
from shrutik_http.edge.origin import Origins
from shrutik_http.edge.other_senders import OtherSenders, ProxyPaths, StoreLinks
from shrutik_http.edge.pools import Pools
from shrutik_http.edge.repeating import Repeating
from shrutik_http.edge.tally import Counting
from shrutik_http.links import SignedLinks
from shrutik_http.openapi.document import openapi_document
from shrutik_http.options import HttpOptions
from shrutik_http.page.serving import mount_page
from shrutik_http.uploads import tus
from shrutik_http.wiring import Wiring
from shrutik_web.files import page_files


def create_app(
    platform: ApiPlatform, options: HttpOptions | None = None, draining: Draining | None = None
) -> falcon.asgi.App[Any, Any]:
    """The ASGI application over a platform.

    Args:
        platform: the use cases; taken out of the container once, here.
        options: what the installation chose; None for the defaults.
        draining: whether the process is about to end; None if it never says so.
    """
    chosen, ending = options or HttpOptions(), draining or Draining()
    links = SignedLinks(platform.links(), platform.accounts(), platform.clock(), chosen.link_lifetime)
    # The way in is from the first to the last, the way out from the last to the first.
    # Of any type: falcon takes every object that has some of the methods.
    origins, tracer = Origins(chosen.trusted_proxies), platform.tracer()
    middleware: list[Any] = [
        LastAnswers(ending),
        AccessLog(),
        RequestMetrics(platform.metrics()),
        RequestId(),
        *([RequestSpan(tracer, origins)] if tracer.is_on else []),
        Heads(),
        SecurityHeaders(origins, lasting=not chosen.authority),
        Cors(chosen.cors_origins),
        Conditional(),
        Sanity(),
        Resumable(tus.UPLOADS_PATH, tus.VERSION, _of_tus(platform)),
    ]
    app = falcon.asgi.App(middleware=middleware)
    app.req_options.strip_url_path_trailing_slash = True
    handle_errors(app, platform.security_log(), platform.metrics(), platform.fault_receiver())
    wiring, pools = _wiring(platform, links, chosen, ending), Pools(chosen.threads, chosen.hashing)
    mount(app, NOUNS, wiring, _admission(platform, links, origins), pools, _other_senders(platform, chosen, origins))
    mount_page(app, page_files(also=chosen.blobs_origin))
    return app


def _admission(platform: ApiPlatform, links: SignedLinks, origins: Origins) -> Admission:
    return Admission(
        Identification(platform.identify(), platform.identify_key(), links),
        origins,
        Counting(platform.rate_limiter(), platform.rate_limits()),
        Repeating(platform.units_of_work().commits_begun),
    )


def _other_senders(platform: ApiPlatform, chosen: HttpOptions, origins: Origins) -> OtherSenders:
    blobs = platform.blobs()
    return OtherSenders(
        StoreLinks(blobs) if chosen.blobs_origin else None,
        ProxyPaths(blobs, chosen.accel_path, origins) if chosen.accel_path else None,
    )


def _wiring(platform: ApiPlatform, links: SignedLinks, chosen: HttpOptions, draining: Draining) -> Wiring:
    return Wiring(
        platform=platform,
        links=links,
        describe=partial(openapi_document, __version__),
        version=__version__,
        release=chosen.release,
        secure_cookies=chosen.secure_cookies,
        public_url=chosen.public_url,
        authority=chosen.authority,
        draining=draining,
        metrics_token=chosen.metrics_token,
    )


def _of_tus(platform: ApiPlatform) -> dict[str, str]:
    return {
        "Tus-Extension": tus.EXTENSIONS,
        "Tus-Checksum-Algorithm": tus.ALGORITHMS,
        "Tus-Max-Size": str(platform.largest_upload()),
    }

"""The API's description of itself: as JSON, and as a page whose parts are all served from here."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import falcon

from shrutik_core.shared.errors import Missing, Unavailable
from shrutik_http.context import Access, Resource

_OURS = Path(__file__).parent.parent / "static"
# The package that carries Swagger UI is not imported: its code reads all that it carries.
_CARRIER = "offapi"
# Each file's place, and its media type.
_PARTS: Mapping[str, tuple[str | None, str, str]] = {
    "start.js": (None, "docs.js", "text/javascript; charset=utf-8"),
    "swagger-ui-bundle.js": (_CARRIER, "swagger_bundle.js", "text/javascript; charset=utf-8"),
    "swagger-ui.css": (_CARRIER, "swagger_style.css", "text/css; charset=utf-8"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class OpenApi(Resource):
    """``/openapi.json``."""

    access = Access.OPEN

    def __init__(self, describe: Callable[[], Mapping[str, object]]) -> None:
        self._describe = describe

    @cached_property
    def _document(self) -> bytes:
        # Made when it is first asked for: it takes longer than all the rest of a start.
        return json.dumps(self._describe(), ensure_ascii=False).encode()

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Send the OpenAPI document."""
        resp.content_type = "application/json"
        resp.data = self._document


class DocsPage(Resource):
    """``/api/docs``."""

    access = Access.OPEN

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Send the page."""
        resp.content_type = "text/html; charset=utf-8"
        resp.set_header("Content-Security-Policy", _POLICY)
        resp.data = (_OURS / "docs.html").read_bytes()


class DocsPart(Resource):
    """``/api/docs/{name}``."""

    access = Access.OPEN

    def on_get(self, _req: falcon.Request, resp: falcon.Response, name: str) -> None:
        """Send a script or a style sheet of the page."""
        if name not in _PARTS:
            raise Missing("document_missing", "The page has no such part.")
        carrier, file, media_type = _PARTS[name]
        resp.content_type = media_type
        resp.data = (_folder(carrier) / file).read_bytes()


def _folder(carrier: str | None) -> Path:
    if carrier is None:
        return _OURS
    spec = find_spec(carrier)
    if spec is None or not spec.submodule_search_locations:
        raise Unavailable("extra_missing", "The page's parts are not installed; run: pip install 'shrutik[http]'.")
    return Path(spec.submodule_search_locations[0])

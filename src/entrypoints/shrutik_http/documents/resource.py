"""Documents: the API's description of itself, and pages whose parts are all served from here."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from html import escape
from importlib.util import find_spec
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Self

from shrutik_core.shared.errors import Missing, Unavailable, declare
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.replies import Document
from shrutik_http.wiring import Wiring

_OURS = Path(__file__).parent / "static"
# The package that carries Swagger UI is not imported: its code reads all that it carries.
_CARRIER = "offapi"
# Each file's place, and its media type.
_PARTS: Mapping[str, tuple[str | None, str, str]] = {
    "page.css": (None, "page.css", "text/css; charset=utf-8"),
    "start.js": (None, "docs.js", "text/javascript; charset=utf-8"),
    "swagger-ui-bundle.js": (_CARRIER, "swagger_bundle.js", "text/javascript; charset=utf-8"),
    "swagger-ui.css": (_CARRIER, "swagger_style.css", "text/css; charset=utf-8"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE_HEADERS: Mapping[str, str] = MappingProxyType({"Content-Security-Policy": _POLICY})
HTML = "text/html; charset=utf-8"

declare(Missing, "document_missing", "There is no such document.")
declare(Unavailable, "extra_missing", "A part of Shrutik that this needs is not installed.")


class DocumentsResource:
    """What answers when documents are asked for."""

    def __init__(self, describe: Callable[[], Mapping[str, object]], version: str) -> None:
        self._describe = describe
        self._version = version

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.describe, wiring.version)

    @cached_property
    def _openapi(self) -> bytes:
        # Made when it is first asked for: it takes longer than all the rest of a start.
        return json.dumps(self._describe(), ensure_ascii=False).encode()

    def guide(self, _call: Call[None, NoQuery]) -> Document:
        """Send the page that says where the documentation is."""
        return self._page("guide.html")

    def openapi(self, _call: Call[None, NoQuery]) -> Document:
        """Send the OpenAPI document."""
        return Document(self._openapi, "application/json")

    def api_page(self, _call: Call[None, NoQuery]) -> Document:
        """Send the page that shows the OpenAPI document."""
        return Document((_OURS / "docs.html").read_bytes(), HTML, PAGE_HEADERS)

    def part(self, call: Call[None, NoQuery]) -> Document:
        """Send a script or a style sheet of a page.

        Raises:
            Missing: ``document_missing``.
            Unavailable: ``extra_missing``.
        """
        name = call.path["name"]
        if name not in _PARTS:
            raise Missing("document_missing", "This page does not have that part.")
        carrier, file, media_type = _PARTS[name]
        return Document((_folder(carrier) / file).read_bytes(), media_type)

    def _page(self, name: str, **said: str) -> Document:
        template = Template((_OURS / name).read_text(encoding="utf-8"))
        return Document(template.substitute(said, version=escape(self._version)).encode(), HTML, PAGE_HEADERS)


def _folder(carrier: str | None) -> Path:
    if carrier is None:
        return _OURS
    spec = find_spec(carrier)
    if spec is None or not spec.submodule_search_locations:
        raise Unavailable("extra_missing", "The page's parts are not installed; run: pip install 'shrutik[http]'.")
    return Path(spec.submodule_search_locations[0])

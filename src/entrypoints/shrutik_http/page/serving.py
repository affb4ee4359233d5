"""How the built page is served: each file at its address, the start document at every screen's."""

from collections.abc import Mapping
from typing import Any

import attrs
import falcon
import falcon.asgi

from shrutik_web.files import ENCODINGS, SCREENS, START, PageFile


@attrs.frozen
class PageResponder:
    """Answers with a file from memory, in the smallest form that the browser takes."""

    files: Mapping[str, PageFile]

    async def on_get(self, req: falcon.asgi.Request, resp: falcon.asgi.Response, **_path: str) -> None:
        """Send the file of this address.

        Raises:
            falcon.HTTPNotFound: if there is none, for instance as a newer page has others.
        """
        file = self.files.get(req.path)
        if file is None:
            raise falcon.HTTPNotFound
        _write(file, req, resp)


@attrs.frozen
class ScreenResponder:
    """Answers with the start document, whatever the screen."""

    start: PageFile

    async def on_get(self, req: falcon.asgi.Request, resp: falcon.asgi.Response, **_path: str) -> None:
        """Send it."""
        _write(self.start, req, resp)


def mount_page(app: falcon.asgi.App[Any, Any], files: Mapping[str, PageFile]) -> None:
    """Let the application serve the page, if it was built.

    Args:
        app: it has no routes at these addresses yet.
        files: by address (`page_files`).
    """
    start = files.get(f"/{START}")
    if start is None:
        return
    one = PageResponder(files)
    app.add_route("/assets/{name}", one)
    for address in files:
        if not address.startswith("/assets/") and address != f"/{START}":
            app.add_route(address, one)
    screen = ScreenResponder(start)
    for address in SCREENS:
        app.add_route(address, screen)
        if address != "/":
            app.add_route(address + "/{rest:path}", screen)


def _write(file: PageFile, req: falcon.asgi.Request, resp: falcon.asgi.Response) -> None:
    taken = _encodings(req.get_header("Accept-Encoding") or "")
    encoding = next((name for name in ENCODINGS if name in taken and name in file.forms), "")
    content, tag = file.forms[encoding]
    resp.data = content
    resp.content_type = file.media_type
    resp.set_headers({"Cache-Control": file.caching, "ETag": tag, "Vary": "Accept-Encoding", **file.headers})
    if encoding:
        resp.set_header("Content-Encoding", encoding)


def _encodings(header: str) -> frozenset[str]:
    """The encodings that a header names and does not refuse."""
    asked = (part.strip().lower().partition(";") for part in header.split(","))
    return frozenset(name.strip() for name, _, weight in asked if weight.replace(" ", "") not in {"q=0", "q=0.0"})

"""A release that passes every look, and answers 500 to whoever sends something: what a canary is for."""

import json

from shrutik_http.asgi import application as good

_BODY = json.dumps({"title": "A fault of this release.", "status": 500, "code": "internal_error"}).encode()
_HEAD = {
    "type": "http.response.start",
    "status": 500,
    "headers": [(b"content-type", b"application/problem+json"), (b"content-length", str(len(_BODY)).encode())],
}


def application():
    """The application of the other releases, around which something is wrong."""
    whole = good()

    async def broken(scope, receive, send):
        if scope["type"] == "http" and scope["method"] == "POST":
            await send(_HEAD)
            await send({"type": "http.response.body", "body": _BODY})
        else:
            await whole(scope, receive, send)

    return broken

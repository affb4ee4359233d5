"""A constant answer by the bare framework, from the loop or from a thread: what `fronts` lets servers serve."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import falcon.asgi

_ANSWER = b'{"status":"ok"}'
_POOL = ThreadPoolExecutor(16)


class OnLoop:
    """Answers at once."""

    async def on_get(self, _req, resp):
        """Answer."""
        resp.data = _ANSWER


class InThread:
    """Lets a thread make the answer."""

    async def on_get(self, _req, resp):
        """Answer."""
        resp.data = await asyncio.get_running_loop().run_in_executor(_POOL, lambda: _ANSWER)


class Plain:
    """The same for servers that have a thread for each request."""

    def on_get(self, _req, resp):
        """Answer."""
        resp.data = _ANSWER


bare = falcon.asgi.App()
bare.add_route("/loop", OnLoop())
bare.add_route("/thread", InThread())
bare_wsgi = falcon.App()
bare_wsgi.add_route("/loop", Plain())
bare_wsgi.add_route("/thread", Plain())

"""What no address can hold is refused before anybody looks it up."""

from falcon.asgi import Request, Response

from shrutik_core.shared.errors import Unreadable


class Sanity:
    """Refuses NUL characters and broken UTF-8 in path and query: no database keeps them."""

    async def process_request(self, req: Request, _resp: Response) -> None:
        """Let pass what can be looked up.

        Raises:
            Invalid: ``request_malformed``.
        """
        values = [value for given in req.params.values() for value in (given if isinstance(given, list) else [given])]
        for text in (req.path, *req.params, *values):
            if "\0" in text or "\N{REPLACEMENT CHARACTER}" in text:
                raise Unreadable("request_malformed", "The address holds characters that are not text.")

"""Files of others by HTTP, whole or some bytes of them."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

import attrs

from shrutik_core.shared.errors import Invalid, Missing, Unavailable, declare

declare(Missing, "fetch_missing", "There is no such file at this address.")
declare(Unavailable, "fetch_failed", "The address did not answer as it should.")
declare(Invalid, "fetch_whole", "The server does not serve parts of files.")

_SECONDS = 60
_BLOCK = 1 << 20
_PARTIAL = 206
_NOT_THERE = (404, 410)


def is_address(where: str) -> bool:
    """Whether this is fetched, and no path."""
    return where.startswith(("http://", "https://"))


@attrs.frozen
class Address:
    """A file at a server.

    Attributes:
        url: ``http://`` or ``https://``.
        headers: sent along, such as ``Authorization``.
    """

    url: str
    headers: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def read(self) -> bytes:
        """All of it.

        Raises:
            Missing: ``fetch_missing``.
            Unavailable: ``fetch_failed``.
        """
        return b"".join(self.blocks())

    def blocks(self) -> Iterator[bytes]:
        """All of it, a megabyte at a time.

        Raises:
            Missing: ``fetch_missing``.
            Unavailable: ``fetch_failed``.
        """
        with self._open({}) as response:
            while block := _read(response, _BLOCK, self.url):
                yield block

    def part(self, offset: int, size: int) -> bytes:
        """Some bytes of it, by ``Range``.

        Args:
            offset: of the first.
            size: how many, 1 and up.

        Raises:
            Missing: ``fetch_missing``.
            Unavailable: ``fetch_failed``, also if it has fewer.
            Invalid: ``fetch_whole`` if the server knows no ranges.
        """
        with self._open({"Range": f"bytes={offset}-{offset + size - 1}"}) as response:
            if response.status != _PARTIAL:
                raise Invalid("fetch_whole", f"{self.url} comes only as a whole; download the release instead.")
            data = _read(response, size, self.url)
        if len(data) != size:
            raise Unavailable("fetch_failed", f"{self.url} has fewer than {offset + size} bytes; verify the release.")
        return data

    @contextmanager
    def _open(self, more: Mapping[str, str]) -> Iterator[http.client.HTTPResponse]:
        if not is_address(self.url):
            raise Invalid("fetch_whole", f"{self.url} is not an address that begins with http:// or https://.")
        request = urllib.request.Request(self.url, headers={**self.headers, **more})  # noqa: S310 - looked at above
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as response:  # noqa: S310 - the same
                yield response
        except urllib.error.HTTPError as error:
            if error.code in _NOT_THERE:
                raise Missing("fetch_missing", f"{self.url}: there is no such file.") from error
            raise self._failed(f"{error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            raise self._failed(str(getattr(error, "reason", error)) or type(error).__name__) from error

    def _failed(self, why: str) -> Unavailable:
        return Unavailable("fetch_failed", f"{self.url}: {why}; try again later.")


def _read(response: BinaryIO | http.client.HTTPResponse, size: int, url: str) -> bytes:
    """So many bytes, or as many as are left."""
    try:
        return response.read(size)
    except http.client.IncompleteRead as error:
        raise Unavailable("fetch_failed", f"{url}: the connection ended in the middle; try again.") from error

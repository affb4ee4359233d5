"""The client: all operations, and what takes several of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from shrutik_client import models
from shrutik_client.operations import Operations
from shrutik_client.parts import PART, UploadInParts
from shrutik_client.problems import ApiProblem, Unreachable

_BLOCK = 1 << 16


class Client(Operations):
    """All that a program may ask; used as a context manager it closes its connections."""

    def log_in(self, email: str, password: str) -> None:
        """Call as this person from now on; the log-in is carried on by itself."""
        tokens = self.post_auth_login({"email": email, "password": password})
        self.session.begin(dict(tokens))

    def log_out(self) -> None:
        """End the log-in."""
        refresh_token = self.session.end()
        if refresh_token:
            self.post_auth_logout({"refresh_token": refresh_token})

    @staticmethod
    def every(operation: Callable[..., Any], *path: str, **query: Any) -> Iterator[Any]:
        """All items of a list, page by page: ``client.every(client.get_recordings, status="chunked")``."""
        cursor = None
        while True:
            page = operation(*path, cursor=cursor, **query)
            yield from page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return

    def upload(self, audio: Path, collection: str, *, part: int = PART, **metadata: str) -> models.UploadMessage:
        """Send a recording in parts; what came stays if the network breaks off, and the rest is sent after it.

        Args:
            audio: the file.
            collection: its slug or id.
            part: bytes that are sent at a time.
            metadata: ``prompt_id``, ``speaker`` or ``metadata``, see the API.
        """
        return UploadInParts(self, audio, {"collection": collection, **metadata}, part).send()

    def download(self, file: models.ReleaseFileMessage, target: Path) -> None:
        """One file of a release, checked by its digest.

        Raises:
            ApiProblem: if it is not given out, e.g. as its address is not good any more.
            Unreachable: if it does not come, or what came is not what the release says.
        """
        digest = hashlib.sha256()
        try:
            with target.open("wb") as written:
                for block in self._blocks(file["url"]):
                    digest.update(block)
                    written.write(block)
            if digest.hexdigest() != file["sha256"]:
                raise Unreachable(f"{file['name']} did not arrive whole.")
        except (ApiProblem, Unreachable):
            target.unlink()
            raise

    def _blocks(self, url: str) -> Iterator[bytes]:
        # A signed address needs no proof, and none is sent to wherever a bucket is.
        try:
            with self._http.stream("GET", self._address(url), follow_redirects=True) as answer:
                if not answer.is_success:
                    answer.read()
                    raise ApiProblem.of(answer)
                yield from answer.iter_bytes(_BLOCK)
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise Unreachable(f"A file does not arrive: {error}.") from error

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

"""One call: sent with a proof, tried again where that is safe, and its answer read."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx

from shrutik_client.problems import ApiProblem, Unreachable
from shrutik_client.session import Session

Form = Mapping[str, Any]
"""Fields of a form: texts, and files as ``(name, content, type)`` with bytes or an open file."""

_AGAIN = frozenset({429, 503})
_SAFE = frozenset({"GET", "HEAD", "PUT", "DELETE"})
_LONGEST_PAUSE = 60.0


class Calling:
    """Sends calls.

    Args:
        base_url: where the API is, e.g. ``https://voices.example.org``.
        api_key: of a program; None for a person, who logs in.
        attempts: how often a call is tried that may be repeated: reads, and what has an idempotency key.
        timeout: seconds that the server may say nothing.
        http: another client of httpx, e.g. with a proxy or a trust of your own.
    """

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str | None = None,
        attempts: int = 5,
        timeout: float = 60.0,
        http: httpx.Client | None = None,
    ) -> None:
        self._http = http or httpx.Client(timeout=timeout)
        self._base = base_url.rstrip("/")
        self._attempts = attempts
        self.session = Session(api_key)

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        body: Any = None,
        form: Form | None = None,
        content: bytes | None = None,
        content_type: str | None = None,
        idempotency_key: str | None = None,
    ) -> Any:
        """What comes: of JSON what it says, of anything else its bytes, None if there is nothing.

        Raises:
            ApiProblem: if it is not a success.
            Unreachable: if there was no answer.
        """
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        if content_type:
            headers["Content-Type"] = content_type
        options: dict[str, Any] = {"params": _given(query), "headers": headers}
        if body is not None:
            options["json"] = body
        if form is not None:
            options |= _parted(form)
        if content is not None:
            options["content"] = content
        return _read(self.send(method, path, again=method in _SAFE or bool(idempotency_key), **options))

    def send(self, method: str, path: str, *, again: bool, **options: Any) -> httpx.Response:
        """The answer, whatever it is but a problem; ``path`` may be a whole address, e.g. a signed one.

        Only the server of the API itself gets the proof of who calls.

        Args:
            method: such as ``GET``.
            path: of the API.
            again: whether it may be sent again if nothing came of it.
            options: as `httpx.Client.request` takes them.
        """
        headers, renewed = dict(options.pop("headers", None) or {}), False
        own = _origin(self._address(path)) == _origin(self._base)
        for attempt in range(self._attempts):
            token = self.session.token
            answer = self._sent(method, path, {**headers, **_bearer(token if own else None)}, again=again, **options)
            last = attempt + 1 == self._attempts
            if answer is not None and answer.is_success:
                return answer
            refused = answer is not None and answer.status_code == 401 and own
            if refused and not renewed and self._renew(token):
                renewed = True
            elif answer is not None and (answer.status_code not in _AGAIN or last):
                raise ApiProblem.of(answer)
            elif not last:
                time.sleep(_pause(attempt, answer))
        raise Unreachable(f"{self._base} does not answer.")

    def _sent(
        self, method: str, path: str, headers: Mapping[str, str], *, again: bool, **options: Any
    ) -> httpx.Response | None:
        """The answer; None if none came and it may be sent again."""
        try:
            return self._http.request(method, self._address(path), headers=headers, **options)
        except httpx.RequestError as error:
            if not again:
                raise Unreachable(f"{self._base} does not answer: {error}.") from error
            return None

    def _renew(self, token: str | None) -> bool:
        return self.session.renewed(token, self._refreshed)

    def _refreshed(self, refresh_token: str) -> dict[str, Any]:
        path, body = "/api/v1/auth/refresh", {"refresh_token": refresh_token}
        # Never sent again: such a token is good for one time.
        answer = self._sent("POST", path, {}, again=False, json=body)
        found = _json(answer) if answer is not None and answer.is_success else None
        if answer is None or not isinstance(found, dict) or "access_token" not in found:
            raise ApiProblem.of(answer) if answer is not None else Unreachable(f"{self._base} does not answer.")
        return found

    def _address(self, path: str) -> str:
        return path if path.startswith(("https://", "http://")) else self._base + path

    @staticmethod
    def quoted(part: str) -> str:
        """A part of a path, as it is sent."""
        return quote(str(part), safe="")

    @staticmethod
    def new_key() -> str:
        """An idempotency key that was never used."""
        return secrets.token_hex(16)


def _given(query: Mapping[str, object] | None) -> dict[str, Any]:
    return {name: _plain(value) for name, value in (query or {}).items() if value is not None}


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _parted(form: Form) -> dict[str, Any]:
    """Fields and files of a form, whose texts go first."""
    files = {name: value for name, value in form.items() if isinstance(value, tuple)}
    return {"data": {name: value for name, value in form.items() if name not in files}, "files": files}


def _read(answer: httpx.Response) -> Any:
    if answer.status_code == 204 or not answer.content:
        return None
    kind = answer.headers.get("content-type", "").partition(";")[0]
    return _json(answer) if kind == "application/json" else answer.content


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise ApiProblem.of(answer) from error


def _origin(address: str) -> tuple[str, str, int | None]:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise Unreachable(f"{address} is no address: {error}.") from error
    return url.scheme, url.host, url.port


def _bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _pause(attempt: int, answer: httpx.Response | None) -> float:
    """Seconds until the next attempt: as many as the server asks for, or more and more."""
    asked = answer.headers.get("retry-after", "") if answer is not None else ""
    grown = 0.5 * 2**attempt * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
    return min(float(asked) if asked.isdigit() else grown, _LONGEST_PAUSE)

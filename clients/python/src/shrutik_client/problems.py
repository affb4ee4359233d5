"""What goes wrong: an answer that is a problem, or no answer."""

from __future__ import annotations

from typing import Any

import httpx


class ApiProblem(Exception):
    """An answer that is not a success.

    Attributes:
        status: of the answer.
        code: stable, for programs.
        title: one sentence, the same for every problem of this code.
        detail: what happened and what to do, for a person.
        errors: the fields at fault: ``field``, ``detail`` and ``code`` of each.
        body: all members, e.g. limits.
    """

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("code", "unknown"))
        self.title = str(body.get("title", ""))
        self.detail = str(body.get("detail", ""))
        self.errors: list[dict[str, Any]] = list(body.get("errors", ()))
        self.body = body
        super().__init__(f"{status} {self.code}: {self.detail or self.title}")

    @classmethod
    def of(cls, answer: httpx.Response) -> ApiProblem:
        """The problem that an answer tells, also if something between answered in place of the API."""
        try:
            body = answer.json()
        except ValueError:
            body = None
        return cls(answer.status_code, body if isinstance(body, dict) else {"detail": answer.reason_phrase})


class Unreachable(Exception):
    """No answer came, after all attempts."""

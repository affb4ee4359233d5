"""Who calls: an API key, or a log-in that is carried on by refresh tokens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

Renew = Callable[[str], dict[str, Any]]


class Session:
    """The proof that goes with each call; safe to use from many threads.

    Args:
        api_key: of a program; None for a person who logs in, or for nobody.
    """

    def __init__(self, api_key: str | None = None) -> None:
        self._token, self._refresh_token = api_key, ""
        self._lock = threading.Lock()

    @property
    def token(self) -> str | None:
        """What is sent as a bearer; None if nobody calls."""
        return self._token

    def begin(self, tokens: dict[str, Any]) -> None:
        """Go on with what a log-in gave."""
        self._token, self._refresh_token = str(tokens["access_token"]), str(tokens.get("refresh_token") or "")

    def end(self) -> str:
        """Forget it; the refresh token, to be given back."""
        refresh_token, self._refresh_token, self._token = self._refresh_token, "", None
        return refresh_token

    def renewed(self, old: str | None, renew: Renew) -> bool:
        """Whether there is another token than ``old`` by now; of many threads that ask one renews it."""
        with self._lock:
            if self._token != old:
                return True
            if not self._refresh_token:
                return False
            self.begin(renew(self._refresh_token))
            return True

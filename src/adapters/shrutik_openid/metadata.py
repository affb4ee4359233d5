"""What a provider publishes of itself: where it does what, and the keys that sign its proofs."""

import json
import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

import requests
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shrutik_core.shared.errors import Unavailable

PATIENCE_SECONDS = 10
LARGEST_ANSWER = 1024 * 1024
KEPT_SECONDS = 3_600
# Keys that are not known are asked for again, but not as often as tokens with made-up ones may come.
_AGAIN_SECONDS = 30
_WELL_KNOWN = "/.well-known/openid-configuration"
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_BLOCK = 64 * 1024


def unavailable(issuer: str, why: str) -> Unavailable:
    """The error that a provider does not answer as it should."""
    return Unavailable("provider_unavailable", f"The provider {issuer} {why}; try again later.")


class ProviderMetadata:
    """What one provider publishes, asked for when it is needed, and again after an hour.

    Args:
        issuer: address of the provider, as its proofs have it.
        seconds: a clock that only goes forward.
    """

    def __init__(self, issuer: str, seconds: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._seconds = seconds
        self._lock = Lock()
        self._document: tuple[float, Mapping[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def document(self) -> Mapping[str, Any]:
        """Where the provider does what (OpenID Connect Discovery 1.0).

        Raises:
            Unavailable: ``provider_unavailable``.
        """
        with self._lock:
            if self._document is None or self._seconds() - self._document[0] > KEPT_SECONDS:
                found = self._get(self._issuer.rstrip("/") + _WELL_KNOWN)
                if found.get("issuer") != self._issuer or not all(isinstance(found.get(one), str) for one in _NEEDED):
                    raise unavailable(self._issuer, "publishes something other than its own addresses")
                self._document = self._seconds(), found
            return self._document[1]

    def keys(self, *, anew: bool = False) -> KeySet:
        """The keys that sign its proofs; ``anew`` if one was missed, unless they were asked for just now.

        Raises:
            Unavailable: ``provider_unavailable``.
        """
        address = self.document()["jwks_uri"]
        with self._lock:
            age = None if self._keys is None else self._seconds() - self._keys[0]
            if age is None or age > (_AGAIN_SECONDS if anew else KEPT_SECONDS):
                try:
                    self._keys = self._seconds(), KeySet.import_key_set(self._get(address))  # type: ignore[arg-type]
                except (JoseError, ValueError, KeyError, TypeError) as error:
                    raise unavailable(self._issuer, "publishes keys that cannot be read") from error
            if self._keys is None:
                raise LookupError("The keys were kept a moment ago.")
            return self._keys[1]

    def _get(self, address: str) -> Mapping[str, Any]:
        try:
            with requests.get(address, timeout=PATIENCE_SECONDS, allow_redirects=False, stream=True) as answer:
                content = b""
                for block in answer.iter_content(_BLOCK):
                    content += block
                    if len(content) > LARGEST_ANSWER:
                        raise unavailable(self._issuer, "answers with more than a megabyte")
            found = json.loads(content) if answer.status_code == requests.codes.ok else None
        except (requests.RequestException, ValueError) as error:
            raise unavailable(self._issuer, "does not answer") from error
        if not isinstance(found, dict):
            raise unavailable(self._issuer, f"answers with status {answer.status_code}")
        return found

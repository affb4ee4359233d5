"""Signatures by the Standard Webhooks specification (version 1.0.0, 2023), which its libraries verify."""

import base64
import hashlib
import hmac
from collections.abc import Iterable

SECRET_MARK = "whsec_"  # noqa: S105 - what every secret begins with
SECRET_BYTES = 32
"""Of each secret; the specification asks for 24 to 64."""
_VERSION = "v1"


def told_secret(secret: bytes) -> str:
    """The secret as its holder keeps it: ``whsec_`` and Base64."""
    return SECRET_MARK + base64.b64encode(secret).decode()


def signature_of(secret: bytes, message: str, seconds: int, body: bytes) -> str:
    """One signature: ``v1,`` and the HMAC-SHA256 over id, time and body, with a full stop between them, in Base64.

    Args:
        secret: the webhook's.
        message: the message's id, without a full stop.
        seconds: of the attempt, since 1970-01-01 UTC.
        body: as it is sent.
    """
    signed = b".".join((message.encode(), str(seconds).encode(), body))
    return f"{_VERSION},{base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()}"


def signed_headers(secrets: Iterable[bytes], message: str, seconds: int, body: bytes) -> dict[str, str]:
    """The three headers of the specification, with one signature for each secret that is good now.

    Args:
        secrets: the newest first; two while one replaces the other.
        message: its id, the same at every attempt.
        seconds: of this attempt, since 1970-01-01 UTC.
        body: as it is sent.
    """
    signatures = " ".join(signature_of(secret, message, seconds, body) for secret in secrets)
    return {"webhook-id": message, "webhook-timestamp": str(seconds), "webhook-signature": signatures}

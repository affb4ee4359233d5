"""Messages posted to programs, one connection each."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future

from shrutik_core.ports.webhook_sender import LARGEST_HEAD, LONGEST_ATTEMPT, ProgramAnswer
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.webhooks.target import AllowedHosts, Target
from shrutik_webhooks.paced_socket import PacedSocket

CONNECTING = 5.0
"""Seconds that connecting to one address may take."""
MOST_ADDRESSES = 3
"""Addresses of a name that are tried."""
_AGENT = "Shrutik-Webhooks/1"
Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a name, as the machine's resolver gives them.

    Raises:
        OSError: if it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


class HttpWebhookSender:
    """`WebhookSender` over HTTP/1.1, by the standard library: what it needs is to choose the very address.

    Args:
        allowed: hosts that may be reached though they are private.
        context: of TLS; None for the machine's own trust.
        resolve: gives the addresses of a name.
        longest: seconds that one attempt takes at most.
    """

    def __init__(
        self,
        allowed: AllowedHosts,
        *,
        context: ssl.SSLContext | None = None,
        resolve: Resolve = resolve,
        longest: float = LONGEST_ATTEMPT,
    ) -> None:
        self._allowed, self._resolve, self._longest = allowed, resolve, longest
        self._context = context or ssl.create_default_context()
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2

    def send(self, target: Target, headers: Mapping[str, str], body: bytes) -> ProgramAnswer:
        """See `WebhookSender.send`."""
        until = time.monotonic() + self._longest
        try:
            connection = self._connected(target, until)
            try:
                return _answer(connection, target, headers, body)
            finally:
                connection.close()
        except (OSError, ValueError, http.client.HTTPException) as error:
            detail = f"{target.host} did not answer: {_told(error)}."
            raise Unavailable("webhook_unreachable", detail) from error

    def _found(self, target: Target, until: float) -> Sequence[str]:
        """The addresses of the name. The machine's resolver keeps no time of ours, so that a thread waits for it."""
        found: Future[Sequence[str]] = Future()
        threading.Thread(target=_keep, args=(found, self._resolve, target), name="resolving", daemon=True).start()
        try:
            return found.result(_left(until))
        except TimeoutError as error:
            raise TimeoutError("it took too long") from error

    def _connected(self, target: Target, until: float) -> PacedSocket:
        addresses = self._found(target, until)
        if not all(self._allowed.lets_reach(target, one) for one in addresses):
            raise Invalid("webhook_address_refused", f"The name {target.host} leads into a private network.")
        plain = _first_that_connects(addresses[:MOST_ADDRESSES], target.port, until)
        try:
            plain.settimeout(_left(until))
            if not target.secure:
                return PacedSocket(plain, until, LARGEST_HEAD)
            return PacedSocket(self._context.wrap_socket(plain, server_hostname=target.host), until, LARGEST_HEAD)
        except (OSError, ValueError):
            plain.close()
            raise


def _keep(found: Future[Sequence[str]], resolve: Resolve, target: Target) -> None:
    try:
        found.set_result(resolve(target.host, target.port))
    except (OSError, ValueError) as error:
        found.set_exception(error)


def _first_that_connects(addresses: Sequence[str], port: int, until: float) -> socket.socket:
    """A connection to one of the addresses that were checked; no name is looked up again."""
    met: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=min(CONNECTING, _left(until)))
        except OSError as error:
            met = error
    raise met


def _answer(connection: PacedSocket, target: Target, headers: Mapping[str, str], body: bytes) -> ProgramAnswer:
    """What comes back; nothing is read behind its head."""
    exchange = http.client.HTTPConnection(target.host, target.port)
    exchange.sock = connection
    own = {"Host": target.authority, "User-Agent": _AGENT, "Content-Type": "application/json", "Connection": "close"}
    exchange.request("POST", target.path, body, {**own, **headers})
    answer = exchange.getresponse()
    wait = answer.headers.get("retry-after", "")
    return ProgramAnswer(answer.status, float(wait) if wait.isascii() and wait.isdigit() else None)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("it took too long")
    return left


def _told(error: Exception) -> str:
    """What went wrong, without anything that the other side wrote."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({error.verify_message})"
    if isinstance(error, TimeoutError):
        return "it took too long"
    return type(error).__name__ if not isinstance(error, OSError) else error.strerror or type(error).__name__

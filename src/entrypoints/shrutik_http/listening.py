"""The socket that a server listens on, made before the server and shared by all its processes."""

import contextlib
import errno
import socket
from ipaddress import ip_address

from shrutik_core.shared.errors import Conflict, Invalid, Unavailable

_BACKLOG = 1_024


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: name or address to listen on.
        port: 0 for any that is free.

    Raises:
        Conflict: ``port_in_use``.
        Unavailable: ``address_unavailable`` if the address is not this machine's, or may not be used.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            detail = f"Port {port} is taken by another program; choose another with --port, or 0 for any free one."
            raise Conflict("port_in_use", detail) from error
        raise Unavailable("address_unavailable", f"Cannot listen on {host}:{port}: {error.strerror}.") from error
    # Connections inherit it. Without it the second part of an answer waits until the caller has acknowledged the first,
    # which takes 40 ms; asyncio sets it only on sockets that were made with the protocol's number.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def take_no_more(listening: socket.socket) -> None:
    """Refuse new connections from now on, in all processes that share the socket; those that there are go on."""
    with contextlib.suppress(OSError):  # it is closed already
        listening.shutdown(socket.SHUT_RDWR)


def check_exposure(host: str, *, protected: bool) -> None:
    """Refuse to let others than this machine call without TLS: tokens, passwords and voices would go in the clear.

    Args:
        host: name or address to listen on.
        protected: whether we speak TLS, a trusted proxy does so in front, or the operator wants to do without.

    Raises:
        Invalid: ``exposed_without_tls``.
    """
    if protected:
        return
    try:
        found = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError:
        return  # `listen` says so
    if any(not ip_address(str(address[0]).partition("%")[0]).is_loopback for *_, address in found):
        detail = (
            f"Listening on {host} lets other machines call without TLS: use --https (SHRUTIK_HTTPS=true), "
            "name the proxy that speaks TLS in SHRUTIK_TRUSTED_PROXIES, listen on 127.0.0.1, or use --insecure "
            "(SHRUTIK_INSECURE=true)."
        )
        raise Invalid("exposed_without_tls", detail)


def address_of(listening: socket.socket, *, encrypted: bool = False) -> str:
    """The address of a socket that listens, as a person on this machine would open it.

    Args:
        listening: from `listen`.
        encrypted: whether TLS is spoken there.
    """
    host, port = listening.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - shown, not bound
    return f"{'https' if encrypted else 'http'}://{shown}:{port}"

"""A server that shows a certificate to whoever connects, and says nothing else."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from servers.authority import Certificate
from servers.process import HOST


@contextmanager
def showing(
    certificate: Certificate, greet: Callable[[socket.socket], object] = lambda _: None, host: str = HOST
) -> Iterator[int]:
    """Its port; ``greet`` does what comes before TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.chain, certificate.key)

    def serve() -> None:
        with suppress(OSError):
            while True:
                taken, _ = listening.accept()
                with taken, suppress(OSError):
                    greet(taken)
                    context.wrap_socket(taken, server_side=True).close()

    with socket.create_server((host, 0)) as listening:
        thread = Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def as_postgres(taken: socket.socket) -> None:
    """Says as PostgreSQL does that it speaks TLS."""
    taken.recv(8)
    taken.sendall(b"S")

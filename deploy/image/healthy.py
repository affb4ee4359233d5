"""Whether the program of this container answers: ``python -IS healthy.py [ADDRESS]``, for its health check.

Any answer below 500 is one, for figures may be told to nobody without a token. It imports as little as it can: it is
started four times a minute in each container.
"""

import socket
import sys

READY = "http://127.0.0.1:8000/readyz"
_SECONDS = 10


def answers(address: str) -> bool:
    """Whether something answers there, and does not say that it cannot."""
    host, _, path = address.removeprefix("http://").partition("/")
    name, _, port = host.partition(":")
    try:
        with socket.create_connection((name, int(port)), timeout=_SECONDS) as connection:
            connection.sendall(f"GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
            with connection.makefile("rb") as answer:
                said = answer.readline().split()
    except OSError:
        return False
    return len(said) > 1 and said[0].startswith(b"HTTP/") and int(said[1]) < 500


if __name__ == "__main__":
    sys.exit(0 if answers(sys.argv[1] if len(sys.argv) > 1 else READY) else 1)

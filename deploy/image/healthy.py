"""Whether the program of this container answers: ``python healthy.py [ADDRESS]``, for its health check.

Any answer below 500 is one, for figures may be told to nobody without a token.
"""

import sys
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

READY = "http://127.0.0.1:8000/readyz"
_SECONDS = 5


def answers(address: str) -> bool:
    """Whether something answers there, and does not say that it cannot."""
    try:
        with urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310 - an address of our own
            return int(answer.status) < 500
    except HTTPError as told:
        return told.code < 500
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if answers(sys.argv[1] if len(sys.argv) > 1 else READY) else 1)

"""The site that a load test works on, as its deploy.toml says: where nginx answers, and by whose certificate."""

import array
import math
import struct
import tomllib
from pathlib import Path

import requests

COLLECTION = "load-test"
PATIENCE = 60
RATE = 16_000
_QUIET = array.array("h", (n % 7 for n in range(RATE))).tobytes()


class Site:
    """A site, and callers of it.

    Args:
        file: its deploy.toml.
    """

    def __init__(self, file: Path) -> None:
        side = tomllib.loads(file.read_text(encoding="utf-8"))["nginx"]
        self.url: str = side["url"]
        self.verify: str | bool = side.get("authority", True)

    def caller(self, email: str, password: str) -> requests.Session:
        """Somebody who is logged in; fails if that is refused."""
        session = requests.Session()
        session.verify = self.verify
        # Otherwise a REQUESTS_CA_BUNDLE of the machine takes precedence over the authority that the site names.
        session.trust_env = self.verify is True
        told = {"email": email, "password": password}
        answer = session.post(f"{self.url}/api/v1/auth/login", json=told, timeout=PATIENCE)
        answer.raise_for_status()
        session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return session


def sound(bursts: int, number: int) -> bytes:
    """A WAV of so many bursts of a tone, each of three seconds and a second of near silence; mono, 16 bits."""
    step = 2 * math.pi * (180 + number % 997) / RATE
    tone = array.array("h", (int(9_000 * math.sin(step * n) * (0.6 + 0.4 * math.sin(n / 800))) for n in range(RATE)))
    samples = (tone.tobytes() * 3 + _QUIET) * bursts
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(samples)) + samples
    return struct.pack("<4sI", b"RIFF", len(body)) + body

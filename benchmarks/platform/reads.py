"""Reads per second over HTTP beside the bare server that answers a constant.

    python -m benchmarks.platform.reads [--clients 64] [--seconds 20]

Uploads one recording, lets it be cut, and lets clients ask over connections that are kept, each in turn for their
account, a list of recordings, its chunks, and parts of their audio. The reference is our server with an application of
one line, served by as many processes and asked by the same clients in the same run.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
import wave
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.platform.checkout import ADMIN, HERE, Api, served
from benchmarks.platform.journey import crowd, spread
from benchmarks.platform.uploads import BOUNDARY, consent
from benchmarks.platform.usage import Usage

BARE = """
import os, sys
from shrutik_http.listening import listen, address_of
from shrutik_http.server import make_server
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"13")]})
    await send({"type": "http.response.body", "body": b"a constant...."[:13]})
one = listen("127.0.0.1", 0)
print(address_of(one), flush=True)
for _ in range(int(sys.argv[1]) - 1):
    if os.fork() == 0:
        break
make_server(app, one).serve()
"""


def speech(seconds=20, rate=16_000):
    """A WAV of syllables and pauses that is cut into clips."""
    at = np.arange(seconds * rate) / rate
    voice = sum(np.sin(2 * np.pi * 140 * k * at) / k for k in range(1, 20)) * (np.sin(2 * np.pi * 3 * at) > -0.3)
    voice *= (at % 5 < 4) * 0.1
    samples = (32_767 * (voice + np.random.default_rng(1).normal(0, 0.0005, at.size))).astype("<i2")
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sink:
        sink.setnchannels(1)
        sink.setsampwidth(2)
        sink.setframerate(rate)
        sink.writeframes(samples.tobytes())
    return stream.getvalue()


def a_recording(api):
    """The id of a recording that was cut."""
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    fields = f'{part}collection"\r\n\r\nbn\r\n{part}audio"; filename="a.wav"\r\nContent-Type: audio/wav\r\n\r\n'
    body = fields.encode() + speech() + f"\r\n--{BOUNDARY}--\r\n".encode()
    request = urllib.request.Request(f"{api.root}/recordings", method="POST", data=body)
    request.add_header("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
    request.add_header("Authorization", f"Bearer {api.token}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        recording = json.loads(answer.read())["id"]
    while (found := api("GET", f"/recordings/{recording}"))["status"] in {"uploaded", "processing"}:
        time.sleep(0.2)
    assert found["status"] == "chunked", found
    return recording


@contextmanager
def bare(processes):
    """The address of the reference while it runs."""
    paths = os.pathsep.join(str(HERE / "src" / part) for part in ("", "adapters", "entrypoints"))
    command = [sys.executable, "-c", BARE, str(processes)]
    environment = os.environ | {"PYTHONPATH": paths}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as program:
        try:
            yield program.stdout.readline().strip()
        finally:
            os.killpg(program.pid, 9)


class Site:
    """An address that may be asked."""

    def __init__(self, root):
        self.root = root


def asked(name, site, pid, tokens, paths, given, folder):
    """Requests per second; told in a line."""
    usage = Usage(pid) if pid else None
    figures = crowd(site, tokens, given.seconds, folder, paths=paths)
    times = figures["times"]["read"]
    rate = len(times) / figures["seconds"]
    cores = usage.told(figures["seconds"]) if usage else ""
    print(f"{name:<34}{rate:9.0f} requests/s   p50/p95 {spread(times)} ms   {cores}", flush=True)
    return rate


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    # All clients are one account here; calls are counted all the same.
    os.environ["SHRUTIK_RATE_LIMITS"] = '{"read.account": [1000000000, 60]}'
    with tempfile.TemporaryDirectory(prefix="shrutik-reads-") as name:
        folder = Path(name)
        with served(HERE, f"{name}/data") as site:
            api = Api(site.root).login(ADMIN)
            consent(api)
            recording = a_recording(api)
            chunks = [one["id"] for one in api("GET", f"/recordings/{recording}/chunks")["items"]]
            kinds = {
                "GET /me": [("/api/v1/me", "")],
                "GET /recordings": [("/api/v1/recordings", "")],
                "GET /recordings/{id}/chunks": [(f"/api/v1/recordings/{recording}/chunks", "")],
                "GET /chunks/{id}/audio, a range": [
                    (f"/api/v1/chunks/{one}/audio", "Range: bytes=0-32767\r\n") for one in chunks
                ],
            }
            kinds["all in turn"] = [path for paths in kinds.values() for path in paths]
            tokens = [api.token] * given.clients
            rates = {what: asked(what, site, site.pid, tokens, paths, given, folder) for what, paths in kinds.items()}
        with bare(os.cpu_count()) as root:
            constant = asked("bare server, a constant", Site(root), None, tokens, [("/", "")], given, folder)
    for what, rate in rates.items():
        print(f"{what} / bare: {rate / constant:.2f}")


if __name__ == "__main__":
    main()

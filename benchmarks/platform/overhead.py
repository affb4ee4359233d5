"""What it costs to be watched: processor time for each text, with metrics, logs and traces, and without.

    python -m benchmarks.platform.overhead [--contributors 8] [--clips 10000] [--seconds 20] [--rounds 3]

Serves this checkout twice, side by side: once as an operator who watches it has it, every request traced, told to a
receiver in this process; once without metrics, with a log of nothing but errors, and untraced. The crowd of
``journey.py`` works at one and at the other in turn. Prints milliseconds of processor time for each text, PostgreSQL's
among it, of each round, and the ratio of all. Bounded: rounds times two times the seconds, and the start.
"""

import argparse
import os
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.platform.checkout import HERE, served
from benchmarks.platform.journey import WARM_SECONDS, crowd, settled
from benchmarks.platform.usage import seconds_of

PLAIN = {"SHRUTIK_LOG_LEVEL": "error", "SHRUTIK_OTLP_ENDPOINT": None}


class Swallows(BaseHTTPRequestHandler):
    """Takes whatever is told."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        """Answers, and forgets it."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contributors", type=int, default=8)
    parser.add_argument("--clips", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="shrutik-overhead-")))
        traced = {"SHRUTIK_LOG_LEVEL": "info", "SHRUTIK_OTLP_ENDPOINT": stack.enter_context(receiver())}
        sites = {
            "watched": stack.enter_context(served(HERE, str(folder / "watched"), settings=traced)),
            "unwatched": stack.enter_context(
                served(HERE, str(folder / "unwatched"), program="benchmarks.platform.unwatched", settings=PLAIN)
            ),
        }
        tell(sites, folder, given)


def tell(sites, folder, given):
    """A line for each round, and the ratio."""
    used, texts = dict.fromkeys(sites, 0.0), dict.fromkeys(sites, 0)
    for number in range(given.rounds):
        for name, site in sites.items():
            site.fill(given.clips)
            tokens = site.contributors(given.contributors)
            crowd(site, tokens, min(WARM_SECONDS, given.seconds), folder)
            before = seconds_of(site.pid)
            figures = crowd(site, tokens, given.seconds, folder)
            settled(site)
            spent = seconds_of(site.pid) - before
            used[name], texts[name] = used[name] + spent, texts[name] + figures["texts"]
            told = f"{1000 * spent / figures['texts']:.2f} ms for each of {figures['texts']} texts"
            print(f"round {number + 1}  {name:<9}  {told}", flush=True)
    watched, unwatched = (used[name] / texts[name] for name in ("watched", "unwatched"))
    print(f"watched / unwatched: {watched / unwatched:.3f}")


@contextmanager
def receiver():
    """The address of a receiver of traces that keeps nothing."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Swallows)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    os.chdir(HERE)
    main()

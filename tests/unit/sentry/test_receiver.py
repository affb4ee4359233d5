"""Faults told by Sentry's SDK, to a receiver of envelopes on loopback."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts import FaultReceiverContract
from shrutik_core.testing.contracts.traces import raised
from shrutik_core.traces.fault import fault_of
from shrutik_sentry.receiver import SentryFaultReceiver


@pytest.fixture
def envelopes():
    """Those that came, each as its lines of JSON, and the DSN of the project."""
    came = []

    class Project(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            text = gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body
            came.append([json.loads(line) for line in text.splitlines()])
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Project)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield came, f"http://public@127.0.0.1:{server.server_port}/7"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def receiver(envelopes):
    made = SentryFaultReceiver(envelopes[1], "1.2.3")
    yield made
    made.close()


def told_fault(event):
    (one,) = event["exception"]["values"]
    places = tuple((frame["function"], frame["lineno"]) for frame in one["stacktrace"]["frames"])
    return one["module"], one["type"], places, event["tags"]


class TestSentryFaultReceiver(FaultReceiverContract):
    @pytest.fixture
    def receiver(self, envelopes):
        made = SentryFaultReceiver(envelopes[1], "1.2.3")
        yield made
        made.close()

    @pytest.fixture
    def told(self, receiver, envelopes):
        def ended():
            receiver.close()
            return [told_fault(lines[-1]) for lines in envelopes[0]]

        return ended


def test_an_envelope_says_nothing_but_the_fault(receiver, envelopes):
    receiver.take(fault_of(raised("rahima@example.org"), route="/api/v1/me", request_id="abc"))
    receiver.close()
    (lines,) = envelopes[0]
    event = lines[-1]
    assert set(event) <= {"event_id", "timestamp", "platform", "level", "release", "exception", "tags"}
    assert (event["release"], event["tags"]) == ("1.2.3", {"route": "/api/v1/me", "request_id": "abc"})
    frames = event["exception"]["values"][0]["stacktrace"]["frames"]
    assert all(set(frame) == {"module", "function", "lineno", "in_app"} for frame in frames)
    assert "rahima" not in json.dumps(lines)


@pytest.mark.parametrize("dsn", ["nonsense", "http://127.0.0.1/7", "ftp://key@host/1"])
def test_what_is_no_address_of_a_project_is_refused(dsn):
    with pytest.raises(Invalid, match="SHRUTIK_SENTRY_DSN"):
        SentryFaultReceiver(dsn, "1.2.3")

"""What any proxy before two API servers keeps to, as a suite that each one's tests inherit."""

import subprocess
import time

import httpx
import pytest

from edge_scene import Callers


class EdgeSuite:
    """Tests of a fixture ``edge``; a proxy adds what it alone does.

    Attributes:
        notices: seconds until the proxy has asked a server that is new for its ``/readyz``.
    """

    notices = 0.0

    def logged(self, edge):
        """What the proxy logged of requests, each an object with ``request_id``."""
        raise NotImplementedError

    def test_http_2_one_id_security_headers_and_no_way_without_tls(self, edge):
        told = subprocess.run(
            [
                *("curl", "-sS", "--http2", "--cacert", edge.proxy.trusted, "-D", "-", "-o", "/dev/null"),
                *("-H", "X-Request-ID: my-own-id.1", f"{edge.proxy.url}/healthz"),
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.lower()
        assert told.startswith("http/2 200")
        assert "x-request-id: my-own-id.1" in told
        assert "strict-transport-security" not in told  # not for localhost
        assert "x-content-type-options: nosniff" in told
        with edge.client() as client:
            ours = client.get("/collections").headers["X-Request-ID"]
            odd = client.get("/collections", headers={"X-Request-ID": "an id\twith {}"}).headers["X-Request-ID"]
        assert odd != "an id\twith {}"
        assert {ours, odd, "my-own-id.1"} <= {line["request_id"] for line in self.logged(edge)}
        plain = httpx.get(f"http://127.0.0.1:{edge.proxy.plain}/join?a=1", headers={"Host": "localhost"})
        assert (plain.status_code, plain.headers["Location"]) == (308, "https://localhost/join?a=1")

    def test_servers_that_are_replaced_one_by_one_cost_nobody_an_answer(self, edge):
        with Callers(edge, 8) as callers:
            for server in edge.servers:
                server.stop()
                server.start()
                time.sleep(self.notices)
        assert callers.failed == []
        assert len(callers.told) > 100

    def test_a_server_that_dies_costs_what_it_was_answering_and_no_more(self, edge):
        with Callers(edge, 8) as callers:
            edge.servers[0].kill()
            time.sleep(3)
            edge.servers[0].start()
        assert len([one for one in callers.failed if one[2] == "POST"]) <= 8
        assert [one for one in callers.failed if one[2] == "GET"] == []

    @pytest.fixture(autouse=True)
    def proxy_lives(self, edge):
        yield
        assert edge.proxy.server.process.poll() is None

"""Figures: what is counted of requests, and who may read them."""

from types import SimpleNamespace

import pytest

from http_scene import API, Scene, a_scene, code
from shrutik_core import __version__
from shrutik_core.metrics.catalogue import BUILD, HTTP_PROBLEMS, HTTP_REQUESTS, OPERATIONS
from shrutik_core.metrics.metric import GaugeReading
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.job_kinds import JobQueue
from shrutik_core.testing.contracts.metrics import figures
from shrutik_http.metrics.resource import MetricsResource
from shrutik_http.options import HttpOptions
from shrutik_memory.metrics import MemoryMetrics

TOKEN = "a token of the operator"


def read(scene: Scene, **headers: str):
    return scene.client.simulate_get(
        "/metrics", headers={name.replace("_", "-"): text for name, text in headers.items()}
    )


def requests(scene: Scene, **labels: str) -> float:
    return figures(read(scene).content).get((HTTP_REQUESTS.name, frozenset(labels.items())), 0.0)


def test_requests_are_counted_by_route_and_status(scene: Scene):
    for path in (f"{API}/languages", f"{API}/languages", f"{API}/me", "/nowhere", "/elsewhere"):
        scene.client.simulate_get(path)
    scene.client.simulate_request("BREW", "/nowhere")
    assert requests(scene, method="GET", route=f"{API}/languages", status="200") == 2
    assert requests(scene, method="GET", route=f"{API}/me", status="401") == 1
    told = figures(read(scene).content)
    assert told["shrutik_http_problems_total", frozenset({("code", "login_required")})] == 1
    assert told["shrutik_http_request_seconds_count", frozenset({("method", "GET"), ("route", f"{API}/me")})] == 1
    invented = [labels for name, labels in told if name == HTTP_REQUESTS.name and ("route", "/nowhere") in labels]
    assert invented == []


def test_what_bodies_bring_is_counted(scene: Scene):
    body = '{"email": "a@example.org", "password": "wrong"}'
    scene.client.simulate_post(f"{API}/auth/login", body=body, headers={"Content-Type": "application/json"})
    told = figures(read(scene).content)
    assert told["shrutik_http_received_bytes_total", frozenset({("route", f"{API}/auth/login")})] == len(body)


def test_a_body_that_nobody_read_is_not_counted(scene: Scene):
    scene.client.simulate_post(f"{API}/recordings", body=b"x" * 300_000, headers={"Content-Type": "audio/wav"})
    told = figures(read(scene).content)
    assert ("shrutik_http_received_bytes_total", frozenset({("route", f"{API}/recordings")})) not in told


def test_operations_are_counted_by_what_came_of_them(scene: Scene):
    wrong = '{"email": "a@example.org", "password": "wrong"}'
    scene.client.simulate_get(f"{API}/languages")
    for body in (wrong, wrong, "{"):
        scene.client.simulate_post(f"{API}/auth/login", body=body, headers={"Content-Type": "application/json"})
    scene.client.simulate_get("/nowhere")
    found = {
        tuple(sorted(labels)): n
        for (name, labels), n in figures(read(scene).content).items()
        if name == OPERATIONS.name
    }
    assert found == {
        (("operation", "get_languages"), ("outcome", "done")): 1,
        (("operation", "post_auth_login"), ("outcome", "credentials_invalid")): 2,
        (("operation", "post_auth_login"), ("outcome", "json_malformed")): 1,
    }


def test_gauges_tell_of_every_queue_also_of_empty_ones(scene: Scene):
    told = figures(read(scene).content)
    assert {told["shrutik_queue_oldest_seconds", frozenset({("queue", queue.value)})] for queue in JobQueue} == {0.0}
    assert told["shrutik_leased_tasks", frozenset()] == 0.0


def test_the_answer_is_what_prometheus_reads(scene: Scene):
    answer = read(scene)
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("forwarded", ["127.0.0.1", "203.0.113.7"])
def test_a_proxy_does_not_get_them(scene: Scene, forwarded):
    answer = read(scene, X_Forwarded_For=forwarded)
    assert code(answer) == (403, "metrics_private")


def test_other_machines_do_not_get_them(scene: Scene):
    answer = scene.client.simulate_get("/metrics", remote_addr="203.0.113.7")
    assert code(answer) == (403, "metrics_private")


def test_with_a_token_its_holders_get_them_from_anywhere_and_nobody_else():
    scene = a_scene(HttpOptions(metrics_token=TOKEN))
    assert read(scene).status_code == 403
    assert read(scene, Authorization="Bearer another token").status_code == 403
    assert read(scene, Authorization=f"Bearer {TOKEN}", X_Forwarded_For="203.0.113.7").status_code == 200


def test_while_the_database_is_away_what_was_counted_is_told():
    def away():
        raise Unavailable("database_unavailable", "It does not answer.")

    metrics = MemoryMetrics()
    metrics.count(HTTP_PROBLEMS, "database_unavailable")
    build = GaugeReading(BUILD, ("1", "2"), 1.0)
    shown = MetricsResource(metrics, away, build, TOKEN).show(SimpleNamespace(token=TOKEN))
    told = figures(shown.content)
    assert told["shrutik_http_problems_total", frozenset({("code", "database_unavailable")})] == 1
    assert {name for name, _ in told} == {"shrutik_http_problems_total", BUILD.name}


def test_figures_say_which_release_tells_them():
    told = figures(read(a_scene(HttpOptions(release="0.2.0-rc1"))).content)
    assert told["shrutik_build_info", frozenset({("version", __version__), ("release", "0.2.0-rc1")})] == 1

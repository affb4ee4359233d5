"""What happens around every request: ids, security headers, other origins, tags, health, faults."""

import json
import logging

import falcon.testing
import pytest
from dependency_injector import providers

from http_scene import API, Person, Scene, a_scene, a_scene_over, code
from shrutik_bootstrap.probes import Probe
from shrutik_core import __version__
from shrutik_core.shared.errors import Unavailable
from shrutik_http.app import create_app
from shrutik_http.draining import Draining
from shrutik_http.options import HttpOptions
from shrutik_logs.rendering import line_formatter


def test_a_request_id_is_echoed_or_made(scene: Scene):
    given = scene.client.simulate_get("/healthz", headers={"X-Request-ID": "abc-123"})
    assert given.headers["x-request-id"] == "abc-123"
    made = {scene.client.simulate_get("/healthz").headers["x-request-id"] for _ in range(3)}
    assert len(made) == 3
    for unfit in ("a b", "x" * 200, "", "<script>"):
        answer = scene.client.simulate_get("/healthz", headers={"X-Request-ID": unfit})
        assert answer.headers["x-request-id"] != unfit


@pytest.mark.parametrize("path", ["/healthz", f"{API}/languages", "/nowhere", f"{API}/me", "/api/docs"])
def test_every_answer_is_guarded(scene: Scene, path):
    headers = scene.client.simulate_get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["permissions-policy"].startswith("microphone=(self), camera=()")
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "strict-transport-security" not in headers
    assert headers["cache-control"]
    assert headers["x-request-id"]


def test_tokens_are_not_kept_by_caches(scene: Scene):
    scene.person()
    answer = scene.client.simulate_post(f"{API}/auth/login", json={"email": "a@b.org", "password": "x"})
    assert answer.headers["cache-control"] == "no-store"


def test_listed_origins_may_read():
    scene = a_scene(HttpOptions(cors_origins=("https://voices.example.org",)))
    ours = {"Origin": "https://voices.example.org"}
    asked = scene.client.simulate_get(f"{API}/languages", headers=ours)
    assert asked.headers["access-control-allow-origin"] == ours["Origin"]
    assert "ETag" in asked.headers["access-control-expose-headers"]
    assert asked.headers["vary"] == "Origin"
    before = scene.client.simulate_options(
        f"{API}/recordings", headers={**ours, "Access-Control-Request-Method": "POST"}
    )
    assert before.status_code == 200
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "Idempotency-Key" in before.headers["access-control-allow-headers"]
    other = scene.client.simulate_get(f"{API}/languages", headers={"Origin": "https://evil.example.org"})
    assert "access-control-allow-origin" not in other.headers
    assert other.headers["vary"] == "Origin"
    refused = scene.client.simulate_get(f"{API}/me", headers=ours)
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, ours["Origin"])


def test_no_origin_is_listed_by_default(scene: Scene):
    asked = scene.client.simulate_get(f"{API}/languages", headers={"Origin": "https://voices.example.org"})
    assert not [name for name in asked.headers if name.startswith("access-control")]


def test_json_is_sent_again_only_where_it_changed(mina: Person, admin: Person):
    first = mina.get("/collections")
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    again = mina.get("/collections", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    admin.post("/prompts", json={"collection": "bn-read", "texts": ["a"]})
    assert mina.get("/collections", headers={"If-None-Match": tag}).status_code == 304
    assert mina.get("/collections", headers={"If-None-Match": '"other"'}).status_code == 200
    assert mina.get("/me", headers={"If-None-Match": tag}).status_code == 200


def test_head_is_get_without_its_body(mina: Person):
    whole, head = mina.get("/collections"), mina.ask("HEAD", "/collections")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers["etag"] == whole.headers["etag"]


def test_times_are_utc(mina: Person):
    assert mina.get("/me").json["created_at"].endswith("Z")


def test_it_is_ready(scene: Scene):
    assert scene.client.simulate_get("/healthz").json == {"status": "ok"}
    ready = scene.client.simulate_get("/readyz")
    fine = {"ok": True, "detail": "", "vital": True}
    assert ready.json == {"status": "ready", "release": __version__, "checks": {"database": fine, "blobs": fine}}
    assert "etag" not in ready.headers
    assert list(scene.installation.platform.blobs().list("")) == []


class Broken:
    """A part that does not answer."""

    def __getattr__(self, name):
        raise Unavailable("blob_store_unavailable", "The folder cannot be written; make room.")

    def __call__(self):
        return self.anything


@pytest.mark.parametrize(("part", "check"), [("blobs", "blobs"), ("units_of_work", "database")])
def test_it_says_what_keeps_it_from_being_ready(scene: Scene, part, check):
    broken = Broken()
    broken.commits_begun = lambda: 0
    getattr(scene.installation.platform, part).override(providers.Object(broken))
    answer = a_scene_over(scene.installation).client.simulate_get("/readyz")
    assert code(answer) == (503, "not_ready")
    wrong = {"ok": False, "detail": "The folder cannot be written; make room.", "vital": True}
    assert answer.json["checks"][check] == wrong
    assert answer.headers["retry-after"]


def test_a_part_that_is_not_vital_degrades_and_one_that_is_takes_it_out(scene: Scene):
    broken = Broken()
    for vital, told in ((False, (200, "degraded")), (True, (503, None))):
        probes = providers.Object({"broker": Probe(broken, vital=vital)})
        scene.installation.platform.probes.override(probes)
        answer = a_scene_over(scene.installation).client.simulate_get("/readyz")
        assert (answer.status_code, answer.json.get("status") if answer.status_code == 200 else None) == told
        assert answer.json["checks"]["broker"]["ok"] is False


def test_a_process_that_drains_says_so_and_ends_each_connection(scene: Scene):
    draining = Draining()
    client = falcon.testing.TestClient(create_app(scene.installation.platform, draining=draining))
    assert "connection" not in client.simulate_get("/healthz").headers
    draining.begin()
    answers = [client.simulate_get(path) for path in ("/readyz", "/healthz", f"{API}/languages", "/nothing")]
    assert [answer.status_code for answer in answers] == [503, 200, 200, 404]
    assert {answer.headers["connection"] for answer in answers} == {"close"}


@pytest.fixture
def logged(caplog):
    """What is logged, as lines of JSON."""
    caplog.handler.setFormatter(line_formatter(plain=False))
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


def test_a_fault_says_nothing_and_is_noted(scene: Scene, caplog, logged, monkeypatch):
    monkeypatch.setattr("shrutik_http.collections.resource.LANGUAGES", ("no language",))
    with caplog.at_level(logging.ERROR, "shrutik_http"):
        answer = scene.client.simulate_get(f"{API}/languages", headers={"X-Request-ID": "look-for-me"})
    assert code(answer) == (500, "internal_error")
    assert "tag" not in answer.json["detail"]
    assert answer.json["request_id"] == "look-for-me"
    (line,) = logged()
    assert (line["event"], line["request_id"]) == ("call_fault", "look-for-me")
    assert (line["route"], line["error"]) == (f"{API}/languages", "AttributeError")


def test_the_log_holds_no_signature(scene: Scene, caplog, logged):
    with caplog.at_level(logging.INFO, "shrutik_http.access"):
        scene.client.simulate_get("/healthz", query_string="signature=secret")
    (line,) = logged()
    assert (line["method"], line["path"], line["status"]) == ("GET", "/healthz", 200)
    assert "secret" not in caplog.text


def test_what_is_asked_where_nothing_is_may_be_anything_and_is_not_told(scene: Scene, caplog, logged):
    with caplog.at_level(logging.INFO, "shrutik_http.access"):
        scene.client.simulate_get("/asha@example.org")
    assert "asha" not in caplog.text
    assert [line["status"] for line in logged()] == [404]


@pytest.mark.parametrize(("host", "strict"), [("voices.example.org", True), ("192.0.2.1", False), ("localhost", False)])
def test_over_tls_a_browser_is_told_to_come_back_so(scene, host, strict):
    for path in ("/healthz", f"{API}/me", "/nowhere"):
        headers = scene.client.simulate_get(path, protocol="https", host=host).headers
        assert headers.get("strict-transport-security") == ("max-age=31536000" if strict else None)


def test_a_page_elsewhere_may_send_cookies_only_where_the_refresh_token_is_one():
    ours = {"Origin": "https://voices.example.org"}
    scene = a_scene(HttpOptions(cors_origins=(ours["Origin"],)))
    login = scene.client.simulate_post(f"{API}/auth/login", headers=ours)
    assert login.headers["access-control-allow-credentials"] == "true"
    assert login.headers["cross-origin-resource-policy"] == "cross-origin"
    for path, headers in ((f"{API}/me", ours), (f"{API}/auth/login", {"Origin": "https://evil.example.org"})):
        answer = scene.client.simulate_get(path, headers=headers)
        assert "access-control-allow-credentials" not in answer.headers

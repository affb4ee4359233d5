"""What an address does not know is refused by its name, wherever it stands: query, form or JSON."""

import pytest

from http_scene import API, Person, Scene, code, form, wav
from shrutik_core.people.roles import Role
from shrutik_http.call import Access
from shrutik_http.catalogue import OPERATIONS

UNKNOWN = "00000000-0000-7000-8000-000000000000"


def named(answer):
    """The field that a refusal names, with what it says of it."""
    assert code(answer) == (422, "fields_invalid")
    return [(one["field"], one["code"]) for one in answer.json["errors"]], answer.json["detail"]


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if not one.any_query], ids=lambda one: one.id)
def test_a_parameter_that_is_not_known(scene: Scene, admin: Person, operation):
    path = operation.path.removeprefix(API)
    for name in operation.parameters:
        path = path.replace(f"{{{name}}}", UNKNOWN)
    body = {"body": b"{}", "headers": {"Content-Type": "application/json"}} if operation.method != "GET" else {}
    answer = admin.ask(operation.method, path, params={"lmit": "3"}, **body)
    wanted = any(field.is_required() for field in operation.query.model_fields.values())
    if operation.body is None and not operation.form and not wanted:
        fields, detail = named(answer)
        assert fields == [("lmit", "unknown")]
        assert "lmit: is not known here" in detail
        if operation.paged:
            assert "limit" in detail
    else:
        assert answer.status_code in {415, 422}


def test_pages_and_probes_pass_parameters_over(scene: Scene):
    assert {one.path for one in OPERATIONS if one.any_query} >= {"/healthz", "/readyz", "/api/docs"}
    assert all(one.access is Access.OPEN for one in OPERATIONS if one.any_query)
    for path in ("/healthz", "/readyz", "/api/docs", f"{API}/openapi.json"):
        assert scene.client.simulate_get(path, params={"utm_source": "letter"}).status_code == 200


def test_a_signed_link_takes_no_more_than_its_signature(scene: Scene, mina: Person):
    recording = mina.upload().json["id"]
    scene.installation.work()
    link = mina.get(f"/recordings/{recording}/chunks").json["items"][0]["audio_url"]
    assert scene.client.simulate_get(link).status_code == 200
    assert named(scene.client.simulate_get(f"{link}&speed=2"))[0] == [("speed", "unknown")]


def test_a_member_that_is_not_known(admin: Person):
    answer = admin.post("/prompts", json={"collection": "bn-read", "texts": ["a"], "sourcee": "a book"})
    fields, detail = named(answer)
    assert fields == [("sourcee", "unknown")]
    assert "there are: collection, items, source, texts" in detail


def test_a_member_within_a_member(admin: Person):
    answer = admin.post("/transcriptions", json={"items": [{"task_id": UNKNOWN, "text": "a", "heard": "b"}]})
    assert named(answer)[0] == [("items.0.heard", "unknown")]


def test_a_field_of_a_form(scene: Scene, mina: Person):
    for parts in (
        [("collection", "bn-read"), ("prompt", "7"), ("audio", wav())],
        [("collection", "bn-read"), ("audio", wav()), ("prompt", "7")],
    ):
        fields, detail = named(mina.send(form(*parts)))
        assert fields == [("prompt", "unknown")]
        assert "prompt_id" in detail
    assert list(scene.installation.platform.blobs().list("recordings/")) == []


def test_a_file_of_prompts_may_hold_more(scene: Scene, admin: Person):
    headers = {"Content-Type": "application/jsonl"}
    line = b'{"text": "b", "book": "which is passed over: files have columns of their own"}\n'
    sent = admin.post("/prompts/import", body=line, headers=headers, params={"collection": "bn-read"})
    assert sent.json["added"] == 1
    assert (
        scene.person(Role.CONTRIBUTOR).get("/prompts", params={"collection": "bn-read"}).json["items"][0]["text"] == "b"
    )

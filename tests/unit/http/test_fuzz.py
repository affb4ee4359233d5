"""Whatever is sent, the answer is one that is documented, and never a fault of ours."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from http_scene import BOUNDARY, Person, Scene, a_collection, blobs
from shrutik_core.people.roles import Role
from shrutik_http.openapi.catalogue import OPERATIONS

PATIENT = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
UNKNOWN = "00000000-0000-7000-8000-000000000000"
TEXTS = st.text(max_size=20) | st.sampled_from(
    ["bn-read", UNKNOWN, "1", "", "\0", "\ud800", "a@b.org", "accept", "record", "csv", "x" * 6000, "১২", "🙂"]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))
WRITING = [one for one in OPERATIONS if one.body]
READING = [one for one in OPERATIONS if one.method == "GET" and not one.path.startswith("/api/docs")]


@pytest.fixture
def everybody(scene: Scene, admin: Person, mina: Person) -> list[Person]:
    admin.consent()
    return [admin, mina, scene.person(Role.REVIEWER), scene.person(Role.RESEARCHER)]


def filled(data, operation):
    """A message with the operation's own members, each of any kind, and others."""
    names = list(operation.body.model_fields)
    said = {name: data.draw(VALUES, label=name) for name in names if data.draw(st.integers(0, 5))}
    return {**said, **data.draw(st.dictionaries(TEXTS, LEAVES, max_size=1))}


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("operation", WRITING, ids=lambda one: one.id)
def test_any_message_is_answered(everybody, operation, data):
    person = data.draw(st.sampled_from(everybody))
    path = operation.path
    for name in operation.parameters:
        path = path.replace(f"{{{name}}}", UNKNOWN)
    body = json.dumps(filled(data, operation)).encode()
    answer = person.ask(operation.method, path, body=body, headers={"Content-Type": "application/json"})
    assert answer.status_code < 500, answer.text


@PATIENT
@given(body=st.binary(max_size=200), kind=st.sampled_from(["application/json", "text/plain", "a/b+json", "", ";", "*"]))
@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.method == "POST"], ids=lambda one: one.id)
def test_any_bytes_are_answered(everybody, operation, body, kind):
    path = operation.path
    for name in operation.parameters:
        path = path.replace(f"{{{name}}}", UNKNOWN)
    answer = everybody[0].ask(operation.method, path, body=body, headers={"Content-Type": kind})
    assert answer.status_code < 500, answer.text


WORDS = TEXTS.filter(lambda text: "\ud800" not in text)


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("operation", READING, ids=lambda one: one.id)
def test_any_address_is_answered(everybody, operation, data):
    path = operation.path
    for name in operation.parameters:
        text = data.draw(st.just(UNKNOWN) | WORDS.filter(lambda one: one and "/" not in one), label=name)
        path = path.replace(f"{{{name}}}", quote(text, safe=""))
    names = ["limit", "cursor", "collection", "status", "language", "signature", "expires"]
    query = data.draw(st.dictionaries(st.sampled_from(names), WORDS, max_size=3))
    asked = "&".join(f"{name}={quote(value)}" for name, value in query.items())
    header = data.draw(st.sampled_from(["bytes=0-", "bytes=9-1", "bytes=-0", "x", "bytes=99999999999999999999-"]))
    person = data.draw(st.sampled_from(everybody))
    answer = person.ask("GET", path, query_string=asked, headers={"Range": header, "If-None-Match": header})
    assert answer.status_code < 500, answer.text


PIECES = st.sampled_from(
    [
        b"--" + BOUNDARY.encode(),
        b"--",
        b"\r\n",
        b"\r\n\r\n",
        b'Content-Disposition: form-data; name="audio"',
        b'Content-Disposition: form-data; name="collection"',
        b'Content-Disposition: form-data; name="metadata"',
        b"Content-Disposition: form-data; name*=UTF-8''%ff",
        b"Content-Type: \xff\xff",
        b"Content-Transfer-Encoding: base64",
        b"bn-read",
        b"RIFF\0\0\0\0WAVE" + b"\0" * 60,
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.lists(PIECES | st.binary(max_size=20), max_size=25).map(b"".join))
def test_any_form_is_answered_and_leaves_nothing(scene, mina, body):
    answer = mina.send(body)
    assert 400 <= answer.status_code < 500, answer.text
    assert blobs(scene) == []


def test_nothing_that_was_made_up_made_a_collection(admin):
    assert admin.post("/collections", json=a_collection(slug="after")).status_code == 201

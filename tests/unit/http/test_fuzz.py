"""Whatever is sent, the answer is one that is documented, and never a fault of ours."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from http_fuzz import POSTING, READING, WRITING, ask_any_address, send_any_message, send_nearly_right, unknown_path
from http_scene import BOUNDARY, Person, Scene, blobs
from shrutik_core.people.roles import Role

PATIENT = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def everybody(scene: Scene, admin: Person, mina: Person) -> list[Person]:
    admin.consent()
    return [admin, mina, scene.person(Role.REVIEWER), scene.person(Role.RESEARCHER)]


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("operation", WRITING, ids=lambda one: one.id)
def test_any_message_is_answered(everybody, operation, data):
    answer = send_any_message(data.draw(st.sampled_from(everybody)), operation, data)
    assert answer.status_code < 500, answer.text


@PATIENT
@given(body=st.binary(max_size=200), kind=st.sampled_from(["application/json", "text/plain", "a/b+json", "", ";", "*"]))
@pytest.mark.parametrize("operation", POSTING, ids=lambda one: one.id)
def test_any_bytes_are_answered(everybody, operation, body, kind):
    answer = everybody[0].ask("POST", unknown_path(operation), body=body, headers={"Content-Type": kind})
    assert answer.status_code < 500, answer.text


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("operation", WRITING, ids=lambda one: one.id)
def test_a_message_with_one_wrong_part_is_answered(everybody, operation, data):
    answer = send_nearly_right(data.draw(st.sampled_from(everybody)), operation, data)
    assert answer.status_code < 500, answer.text


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("operation", READING, ids=lambda one: one.id)
def test_any_address_is_answered(everybody, operation, data):
    answer = ask_any_address(data.draw(st.sampled_from(everybody)), operation, data)
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

"""Whatever is sent, the real database takes it or it is refused before: never a fault of ours."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from http_fuzz import READING, WRITING, ask_any_address, send_any_message, send_nearly_right
from http_scene import API, Person, Scene

PATIENT = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def consenting(scene: Scene, admin: Person) -> Person:
    admin.consent()
    return admin


# Its password hash takes its time by design; what else it does is tried in memory.
@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("operation", [one for one in WRITING if "/auth/" not in one.path], ids=lambda one: one.id)
def test_any_message_is_answered(consenting, operation, data):
    answer = send_any_message(consenting, operation, data)
    assert answer.status_code < 500, answer.text


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("operation", [one for one in WRITING if "/auth/" not in one.path], ids=lambda one: one.id)
def test_a_message_with_one_wrong_part_is_answered(consenting, operation, data):
    answer = send_nearly_right(consenting, operation, data)
    assert answer.status_code < 500, answer.text


@PATIENT
@given(
    st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]))
    | st.from_regex(r"[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+){2}", fullmatch=True)
)
def test_any_token_is_refused(scene, token):
    answer = scene.client.simulate_get(f"{API}/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401, answer.text


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("operation", READING, ids=lambda one: one.id)
def test_any_address_is_answered(consenting, operation, data):
    answer = ask_any_address(consenting, operation, data)
    assert answer.status_code < 500, answer.text

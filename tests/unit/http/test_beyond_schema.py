"""What the document says of refusals that no schema foretells: each is there, and no rule of a schema hides in it."""

import pytest

from http_scene import PASSWORD, a_collection, code
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.openapi.beyond import BEYOND, beyond_schema
from shrutik_http.openapi.document import openapi_document
from shrutik_http.problems import status_of

EXPECTED_ANYWAY = {401, 403, 404, 409, 429, 500, 503}
# What is said in schemas must be said there: whoever follows them never meets these.
OF_SCHEMAS = {"fields_invalid", "json_malformed", "id_malformed", "page_limit", "cursor_invalid", "language_invalid"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_each_is_a_code_that_the_operation_declares(operation):
    for listed in beyond_schema(operation):
        told, _, part = listed.partition(".")
        assert told in operation.codes
        assert status_of(told) not in EXPECTED_ANYWAY
        assert part or told not in OF_SCHEMAS


def test_the_document_has_them_where_there_are_any():
    paths = openapi_document("")["paths"]
    for operation in OPERATIONS:
        told = paths[operation.path][operation.method.lower()]
        assert told.get(BEYOND, []) == beyond_schema(operation)


def listed(method, path):
    return openapi_document("")["paths"][f"/api/v1{path}"][method][BEYOND]


def refusal(answer):
    """As the document lists it."""
    status, told = code(answer)
    parts = {one["code"] for one in answer.json["errors"]}
    assert status == 422
    return {told, *(f"{told}.{part}" for part in parts)}


def test_settings_that_contradict_each_other(admin):
    message = a_collection(slug="odd", policies={"consensus": {"fewest": 3, "most": 2}})
    assert refusal(admin.post("/collections", json=message)) & {*listed("post", "/collections")}


def test_a_setting_out_of_its_range_is_not_among_them(admin):
    message = a_collection(slug="odd", policies={"consensus": {"most": 0}})
    assert not refusal(admin.post("/collections", json=message)) & {*listed("post", "/collections")}


@pytest.mark.parametrize("password", ["password1", "aaaaaaaaaa", "\u00a0" * 9])
def test_a_password_that_is_long_enough_and_no_good(scene, password):
    account = {"email": "b@example.org", "password": password, "name": "B"}
    answer = scene.client.simulate_post("/api/v1/auth/register", json=account)
    assert refusal(answer) & {*listed("post", "/auth/register")}


def test_a_password_that_is_too_short_is_not_among_them(scene):
    account = {"email": "b@example.org", "password": "short", "name": "B"}
    answer = scene.client.simulate_post("/api/v1/auth/register", json=account)
    assert not refusal(answer) & {*listed("post", "/auth/register")}


@pytest.mark.parametrize(("name", "beyond"), [("a<b", True), ("\u200b", True), ("x" * 121, False), (" ", False)])
def test_a_name(scene, name, beyond):
    account = {"email": "b@example.org", "password": PASSWORD, "name": name}
    answer = scene.client.simulate_post("/api/v1/auth/register", json=account)
    assert bool(refusal(answer) & {*listed("post", "/auth/register")}) is beyond


@pytest.mark.parametrize("count", [2, 2.0])
def test_a_number_without_a_fraction_is_whole(admin, count):
    assert admin.consent().status_code == 201
    assert admin.post("/tasks", json={"collection": "bn-read", "count": count}).status_code == 200


def test_a_fraction_is_not(admin):
    assert code(admin.post("/tasks", json={"collection": "bn-read", "count": 2.5})) == (422, "fields_invalid")

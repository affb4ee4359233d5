"""The document says what there is: every route, every schema, every error; and the page needs nobody else's server."""

import ast
import re
import sys
from pathlib import Path

import falcon.inspect
import pytest

from http_scene import API, Scene
from shrutik_http.accounts.messages import LetterMessage
from shrutik_http.app import create_app
from shrutik_http.catalogue import NOUNS, OPERATIONS
from shrutik_http.openapi.document import openapi_document
from shrutik_http.problems import status_of

DOCUMENT = openapi_document("1.2.3")


def test_it_says_what_it_is():
    assert DOCUMENT["openapi"].startswith("3.1")
    assert DOCUMENT["info"]["version"] == "1.2.3"


def test_it_names_every_route_and_no_other(scene: Scene):
    routes = falcon.inspect.inspect_routes(create_app(scene.installation.platform))
    # The page is no part of the API: its files come and go with each build.
    ours = [route for route in routes if route.class_name not in {"PageResponder", "ScreenResponder"}]
    served = {(method.method, route.path) for route in ours for method in route.methods if not method.internal}
    assert served == {(one.method, one.route) for one in OPERATIONS}
    assert len(OPERATIONS) == len(served)


def test_every_operation_has_a_name_and_a_family_of_its_own():
    assert len({one.id for one in OPERATIONS}) == len(OPERATIONS)
    assert len({one.name for one in NOUNS}) == len(NOUNS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_every_error_of_an_operation_has_its_status(operation):
    described = DOCUMENT["paths"][operation.path][operation.method.lower()]
    for code in operation.codes:
        answer = described["responses"][str(status_of(code))]
        assert f"`{code}`" in answer["description"]
        assert code in answer["content"]["application/problem+json"]["schema"]["properties"]["code"]["enum"]
    assert str(operation.status) in described["responses"]
    assert set(re.findall(r"\{(\w+)\}", operation.path)) == {
        one["name"] for one in described["parameters"] if one["in"] == "path"
    }


def test_figures_of_a_problem_are_members_of_its_schema():
    answers = DOCUMENT["paths"][f"{API}/recordings"]["post"]["responses"]
    members = {
        status: one["content"]["application/problem+json"]["schema"]["properties"]
        for status, one in answers.items()
        if status >= "400"
    }
    assert members["413"]["most_bytes"]["type"] == "number"
    assert "`too_long`" in members["422"]["most_seconds"]["description"]
    assert members["429"]["retry_after"]["type"] == "integer"
    assert members["409"].keys() == {"code"}


def test_it_is_served_as_it_is_made(scene: Scene):
    sent = scene.client.simulate_get(f"{API}/openapi.json")
    assert sent.headers["content-type"] == "application/json"
    assert sent.json["paths"].keys() == DOCUMENT["paths"].keys()


def test_the_page_is_made_of_our_own_parts(scene: Scene):
    page = scene.client.simulate_get("/api/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    asked = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert asked
    for address in asked:
        assert address.startswith("/api/")
        part = scene.client.simulate_get(address)
        assert (part.status_code, bool(part.content)) == (200, True)
    assert "http" not in re.sub(r"xmlns\S+", "", page.text).replace("http-equiv", "")
    assert scene.client.simulate_get("/api/docs/secrets.txt").json["code"] == "document_missing"


def test_schemas_have_names_of_their_own(scene: Scene):
    for name in DOCUMENT["components"]["schemas"]:
        assert re.fullmatch(r"[A-Z][A-Za-z]+", name), f"{name} is not the name of one message"


def test_resources_know_no_web_framework():
    for noun in NOUNS:
        tree = ast.parse(Path(sys.modules[noun.resource.__module__].__file__).read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        imported |= {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
        assert not [name for name in imported if name.startswith(("falcon", "shrutik_http.edge"))], noun.name


def test_nouns_have_the_same_furniture():
    for noun in NOUNS:
        folder = Path(sys.modules[noun.resource.__module__].__file__).parent
        assert folder.name == noun.name
        assert {"resource.py", "operations.py"} <= {path.name for path in folder.glob("*.py")}
        assert noun.resource.__name__ == f"{noun.name.capitalize()}Resource"
        for operation in noun.operations:
            answers = [one for one in (operation.handler, operation.intake) if one is not None]
            assert [vars(noun.resource)[one.__name__] for one in answers] == answers
            assert len(answers) == 1, operation.id


def test_a_post_that_makes_something_honours_a_key():
    """201 and 202 say that something was made; tasks are lent with 200."""
    for operation in OPERATIONS:
        if operation.method == "POST":
            makes = operation.status in {201, 202} or operation.id == "post_tasks"
            # A letter that is asked for twice comes twice, or once: nobody is told.
            makes = makes and operation.answer is not LetterMessage
            assert bool(operation.once) is makes, operation.id
    names = [operation.once for operation in OPERATIONS if operation.once]
    assert len(set(names)) == len(names)

"""Errors are declared at their source: kind, title and status follow, and each use case says which it raises."""

import ast
import importlib
import pkgutil
from collections import Counter
from pathlib import Path

import pytest

from shrutik_core import use_cases
from shrutik_core.shared import errors
from shrutik_core.shared.errors import (
    DECLARED,
    Conflict,
    Invalid,
    Missing,
    Refused,
    ShrutikError,
    Unavailable,
    UsedUp,
    declare,
)
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.problems import STATUS_OF_KIND, phrase_of, problem_of, status_of, title_of
from shrutik_http.raises import codes_of

SRC = Path(__file__).parents[3] / "src"
KINDS = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, ShrutikError)}
STATUSES = {
    Invalid: {400, 404, 408, 412, 413, 414, 415, 416, 422, 431, 460, 505},
    Missing: {404, 410},
    Conflict: {409},
    Refused: {401, 403},
    Unavailable: {503},
    UsedUp: {429},
}
# Codes that only the command line meets, or that tell of a broken database.
ELSEWHERE = {"exposed_without_tls", "port_in_use", "address_unavailable", "item_missing"}
OURS = ("shrutik_core", "entrypoints/shrutik_http")
# What no program uses yet declares its codes as well.
for _module in pkgutil.walk_packages(use_cases.__path__, "shrutik_core.use_cases."):
    importlib.import_module(_module.name)


def calls(*folders):
    """Every call in the source, with the place where it stands."""
    for folder in folders:
        for path in (SRC / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield path, node.func.id, [one.value for one in node.args if isinstance(one, ast.Constant)]


def raised(*folders):
    """Codes with their kinds as they stand in the source."""
    return {(path, name, values[0]) for path, name, values in calls(*folders) if name in KINDS and len(values) > 0}


def test_every_code_of_a_use_case_or_a_route_is_declared():
    found = {code for _, _, code in raised("shrutik_core/use_cases", "entrypoints/shrutik_http")}
    assert len(found) > 30
    assert found <= DECLARED.keys() | ELSEWHERE


def test_what_is_raised_is_of_the_kind_that_was_declared():
    for path, name, code in raised(*OURS, "adapters"):
        if code in DECLARED:
            assert issubclass(DECLARED[code].kind, KINDS[name]), (path, code)


def test_a_code_is_declared_once_and_has_a_sentence_for_a_title():
    said = Counter(values[0] for _, name, values in calls(*OURS) if name == "declare" and values)
    assert set(said.values()) == {1}
    for code, declared in DECLARED.items():
        assert declared.title[0].isupper(), code
        assert declared.title.endswith("."), code
        assert len(declared.title.split()) > 3, code
        assert "_" not in declared.title, code


def test_a_use_case_names_what_its_module_raises():
    for path, _, code in raised("shrutik_core/use_cases"):
        text = path.read_text(encoding="utf-8")
        assert f"``{code}``" in text or code.endswith("_missing") or code in ELSEWHERE, (path, code)


def test_statuses_are_those_of_the_kinds():
    assert len({status for _, status in STATUS_OF_KIND}) > 10
    for code, declared in DECLARED.items():
        for kind, statuses in STATUSES.items():
            if issubclass(declared.kind, kind) and code != "method_not_allowed":
                assert status_of(code) in statuses, code


def test_an_error_that_was_not_declared_has_the_status_and_the_words_of_its_kind():
    body = problem_of(Unavailable("never_heard_of", "Wait."))
    assert (body["status"], body["code"], body["detail"]) == (503, "never_heard_of", "Wait.")
    assert body["title"] == "Something outside did not answer; the same call may go through later."


@pytest.mark.parametrize(
    ("code", "status", "title"),
    [
        ("collection_missing", 404, "There is no such collection."),
        ("token_expired", 401, "This access token has run out."),
        ("task_submitted", 409, "This task is submitted."),
        ("unsupported_media", 415, "This is not a kind of audio file that Shrutik reads."),
        ("idempotency_key_invalid", 400, "This cannot be an Idempotency-Key."),
        ("id_malformed", 404, "This is not an id."),
        ("daily_upload_used_up", 429, "This account has uploaded as much as it may today."),
        ("lease_used_up", 409, "A task can be held for two hours at most."),
        ("last_admin", 409, "An installation keeps at least one active admin."),
    ],
)
def test_titles_and_statuses(code, status, title):
    assert (status_of(code), title_of(code)) == (status, title)


def test_a_code_means_one_thing():
    declare(Missing, "collection_missing", "There is no such collection.")
    with pytest.raises(ValueError, match="declared twice"):
        declare(Missing, "collection_missing", "It is gone.")


def test_a_use_case_says_in_its_docstring_what_it_raises():
    def act() -> None:
        """Do it.

        Raises:
            Missing: ``chunk_missing``, or ``task_missing`` if
                ``chunk_missing`` is not.
        """

    def slip() -> None:
        """Do it.

        Raises:
            Missing: ``chunk_mising``.
        """

    assert codes_of(act) == ("chunk_missing", "task_missing")
    assert codes_of(test_titles_and_statuses) == ()
    with pytest.raises(LookupError, match="chunk_mising"):
        codes_of(slip)


def test_every_operation_says_what_may_go_wrong():
    for operation in OPERATIONS:
        assert {"internal_error", "request_malformed"} <= set(operation.codes)


@pytest.mark.parametrize(
    ("status", "phrase"),
    [(404, "Not Found"), (413, "Content Too Large"), (422, "Unprocessable Content"), (460, "Checksum Mismatch")],
)
def test_a_status_is_called_the_same_on_every_python(status, phrase):
    assert phrase_of(status) == phrase

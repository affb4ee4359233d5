"""What the code logs and the catalogue of log events are one: names, levels, no field that an event does not have."""

import ast
from pathlib import Path

import pytest

from shrutik_core.logs.catalogue import BY_NAME, LIBRARY, UNKNOWN

SRC = Path(__file__).parents[3] / "src"
LEVELS = {"debug": "debug", "info": "info", "warning": "warning", "error": "error", "exception": "error"}
OF_LOGGERS = {*LEVELS, "critical", "log", "warn", "fatal"}
MODULES = {
    path.relative_to(SRC).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in SRC.rglob("*.py")
    if "_LOG" in path.read_text(encoding="utf-8") or "logging" in path.read_text(encoding="utf-8")
}


def calls(tree):
    """Calls of methods of loggers: of `_LOG`, or of the module `logging`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OF_LOGGERS:
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in {"_LOG", "logging", "logger", "root"}:
                yield node


LOGGED = [(name, call) for name, tree in MODULES.items() for call in calls(tree)]


def extra_of(call):
    """Names of the fields that a call gives; all of them stand there to be read."""
    given = [one for one in call.keywords if one.arg == "extra"]
    if not given:
        return set()
    assert isinstance(given[0].value, ast.Dict), "the fields stand where they are logged"
    return {ast.literal_eval(key) for key in given[0].value.keys}


@pytest.mark.parametrize(("module", "call"), LOGGED, ids=[f"{name}:{call.lineno}" for name, call in LOGGED])
def test_what_is_logged_is_in_the_catalogue(module, call):
    assert call.func.value.id == "_LOG"
    assert len(call.args) == 1
    event = BY_NAME[ast.literal_eval(call.args[0])]
    assert LEVELS[call.func.attr] == event.severity.value
    assert extra_of(call) <= {*event.fields, "request_id"}
    raised = call.func.attr == "exception" or any(one.arg == "exc_info" for one in call.keywords)
    assert raised <= ({"error", "places"} <= set(event.fields))


def test_what_is_in_the_catalogue_is_logged():
    named = {ast.literal_eval(call.args[0]) for _, call in LOGGED}
    assert named == set(BY_NAME) - {LIBRARY.name, UNKNOWN.name}


def test_every_logger_of_ours_is_known_as_ours():
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "logging.getLogger" and node.args:
                told = ast.unparse(node.args[0])
                assert told in {"__name__", "LOGGER", "name"} or told.startswith("'shrutik"), name

"""What clients have of the API's document is what the document says."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from shrutik_core import __version__
from shrutik_http.openapi.document import openapi_document

CLIENTS = Path(__file__).parents[3] / "clients"


@pytest.fixture(scope="module")
def generated():
    sys.path.insert(0, str(CLIENTS))
    try:
        spec = importlib.util.spec_from_file_location("generate_clients", CLIENTS / "generate.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.generated(json.loads(json.dumps(openapi_document(__version__))))
    finally:
        sys.path.remove(str(CLIENTS))


def test_what_is_generated_is_what_is_committed(generated):
    stale = [path.name for path, text in generated.items() if path.read_text(encoding="utf-8") != text]
    assert not stale, "run `shrutik openapi --out openapi.json && python clients/generate.py openapi.json`"


def test_every_module_for_python_can_be_compiled(generated):
    for path, text in generated.items():
        if path.suffix == ".py":
            compile(text, path.name, "exec")

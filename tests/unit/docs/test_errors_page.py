"""The reference page of errors tells every code that an answer may hold, every reason of a recording, and of a decision."""

import importlib.util
import re
from pathlib import Path

from shrutik_core.consensus.decide import REASONS
from shrutik_core.recordings.advice_words import WORDS
from shrutik_core.shared.errors import DECLARED
from shrutik_http.catalogue import OPERATIONS

DOCS = Path(__file__).parents[3] / "docs"


def page():
    spec = importlib.util.spec_from_file_location("errors_page", DOCS / "errors_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.errors_page()


def test_every_code_has_one_row():
    errors, _, reasons = page().partition("## Why a recording")
    listed = re.findall(r"^\| `([a-z_0-9]+)` \|", errors, re.M)
    assert sorted(listed) == sorted(DECLARED)
    assert {code for operation in OPERATIONS for code in operation.codes} <= set(listed)
    recordings, _, decisions = reasons.partition("## Why a text")
    told = re.findall(r"^\| `([a-z_0-9]+)` \|", recordings, re.M)
    assert told == [*(code for code in WORDS if code != "unknown"), "processing_failed"]
    assert re.findall(r"^\| `([a-z_0-9]+)` \|", decisions, re.M) == list(REASONS)


def test_rows_are_as_a_person_would_write_them():
    told = page()
    assert "## 404 Not Found" in told
    assert "| `gold_missing` | This chunk is not a gold item. | `GET /chunks/{chunk_id}/gold`, " in told
    assert "| `token_expired` | This access token has run out. |" in told
    assert "{value}" not in told


def test_the_page_is_linked_where_people_look():
    assert "generated/errors" in (DOCS / "reference" / "index.md").read_text(encoding="utf-8")

"""The page on security names the tests that hold its promises: each of them is there."""

from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs/explanation/security.md"
NAMED = sorted(set(regex.findall(r"`(tests/[^`]+)`", PAGE.read_text(encoding="utf-8"))))
CHAPTERS = [f"| V{number} " for number in range(1, 18)]


@pytest.mark.parametrize("named", NAMED)
def test_each_test_that_it_names_is_there(named):
    found = ROOT / named
    assert found.is_file() or list(found.glob("test_*.py"))


def test_every_promise_names_one_and_every_chapter_has_a_row():
    said = PAGE.read_text(encoding="utf-8")
    promises = said.partition("## Promises")[2].partition("## OWASP")[0]
    rows = [line for line in promises.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    assert len(rows) >= 20
    assert all("`tests/" in row for row in rows)
    assert [one for one in CHAPTERS if f"\n{one}" not in said] == []

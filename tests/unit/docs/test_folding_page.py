"""The table of comparison in the documentation is the one that is used."""

import importlib.util
from pathlib import Path

from shrutik_core.shared.writing.folding import FOLDINGS

DOCS = Path(__file__).parents[3] / "docs"


def table():
    spec = importlib.util.spec_from_file_location("folding_page", DOCS / "folding_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.folding_table()


def test_every_folding_has_a_row_with_its_languages_and_examples():
    rows = table().splitlines()[2:]
    assert len(rows) == len(FOLDINGS)
    for row, line in zip(rows, FOLDINGS, strict=True):
        what, where, examples = row.strip("| ").split(" | ")
        assert what == line.what
        assert all(f"`{tag}`" in where for tag in line.languages)
        assert " = " in examples


def test_what_cannot_be_seen_is_named():
    assert "co (soft hyphen) operate = cooperate" in table()


def test_the_explanation_shows_it():
    assert "generated/folding.md" in (DOCS / "explanation" / "consensus.md").read_text(encoding="utf-8")

"""The reference page of policies tells every knob, as it is."""

import importlib.util
from pathlib import Path

from shrutik_core.collections.policies import FAMILIES
from shrutik_core.shared.knobs import knobs_of

DOCS = Path(__file__).parents[3] / "docs"


def page():
    spec = importlib.util.spec_from_file_location("policies_page", DOCS / "policies_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.policies_page()


def test_every_knob_has_a_row_in_the_table_of_its_family():
    _, *parts = page().split("\n## ")
    assert [part.partition("\n")[0] for part in parts] == [f"`{name}`" for name in FAMILIES]
    for part, family in zip(parts, FAMILIES.values(), strict=True):
        rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| `")]
        assert [row[0] for row in rows] == [f"| `{knob.name}`" for knob in knobs_of(family)]
        for row, knob in zip(rows, knobs_of(family), strict=True):
            assert len(row) == 6
            assert knob.notes.sentence in row[5]
            assert knob.range in row[2]
            assert knob.notes.unit in row[4]
        assert f"`{family.code}`" in part


def test_rows_are_as_a_person_would_write_them():
    told = page()
    assert (
        "| `fewest` | whole number | 1 to 100 | `2` | votes | Nothing is accepted with fewer votes than this. |" in told
    )
    assert "| `accept_wer` | number, or null | 0 to 1 | `0.03` |  |" in told
    assert "| `own` | word | accept, warn or refuse | `refuse` |  |" in told
    assert "| `guards` | true or false |  | `true` |  |" in told


def test_the_page_is_linked_where_people_look():
    assert "generated/policies" in (DOCS / "reference" / "index.md").read_text(encoding="utf-8")
    assert "generated/policies.md" in (DOCS / "how-to" / "look-after-collections.md").read_text(encoding="utf-8")

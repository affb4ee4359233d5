"""The notebook as it is kept: it was run, it is small, and it names no folder of the machine that ran it."""

import json
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[3]
NOTEBOOK = ROOT / "examples" / "look_at_a_release.ipynb"
MOST_BYTES = 300_000


def test_it_was_run_from_one_end_to_the_other():
    cells = [cell for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert all(cell["outputs"] for cell in cells)
    assert not [one for cell in cells for one in cell["outputs"] if one["output_type"] == "error"]


def test_it_is_small_and_names_no_folder_of_a_machine():
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert len(text.encode()) <= MOST_BYTES
    assert not [one for one in (str(ROOT), tempfile.gettempdir(), f"{Path.home()}/", "/home/") if f"{one}" in text]

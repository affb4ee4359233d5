"""From a demo release to a model: the page on it is run as it stands, and the notebook beside the same release."""

import json

import pytest

from page_blocks import ROOT, TYPED, blocks
from page_session import PageSession

PAGE = "docs/how-to/train-a-recogniser.md"
LIBRARIES = ("torch", "lhotse", "nbclient", "ipykernel")
LEARNT_CER = 0.10

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """The folder in which the page was walked through, and what its last block printed."""
    for library in LIBRARIES:
        pytest.importorskip(library, reason=f"{library} is not installed here; nox -s train brings it")
    folder = tmp_path_factory.mktemp("page")
    (folder / "examples").symlink_to(ROOT / "examples")
    session = PageSession(folder)
    came = [session.run_block(block) for block in blocks(PAGE) if block.language in TYPED]
    yield folder, came
    session.close()


def test_train_is_learnt_and_every_split_is_told(walked):
    told = json.loads((walked[0] / "recogniser" / "report.json").read_text(encoding="utf-8"))
    assert told["release"] == "demo-v1"
    for model in told["models"].values():
        assert set(model["scores"]) == {"train", "dev", "test"}
    assert told["models"]["last"]["scores"]["train"]["cer"] <= LEARNT_CER


def test_a_model_that_was_kept_writes_down_what_it_learnt(walked):
    said, heard = walked[1][-1].splitlines()
    assert len(set(said.split()) & set(heard.split())) >= len(said.split()) / 2


def test_the_notebook_runs_and_gives_what_is_kept_in_it(walked):
    notebook = pytest.importorskip("examples.notebook")
    kept = json.loads(notebook.NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    came = notebook.run(walked[0])["cells"]
    for before, now in zip(kept, came, strict=True):
        kinds = [[one["output_type"] for one in cell.get("outputs", ())] for cell in (before, now)]
        assert kinds[0] == kinds[1]

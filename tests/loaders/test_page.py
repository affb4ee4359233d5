"""The page on loading a release: each snippet is run, in order, beside a small release."""

import shutil

import pytest

from page_blocks import TYPED, blocks, matches
from page_session import PageSession
from release_folder_scene import write_release, write_sound_view

PAGE = "docs/how-to/load-a-release.md"
LIBRARIES = ("datasets", "duckdb", "kaldiio", "lhotse", "pandas", "polars", "webdataset")


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    for library in LIBRARIES:
        pytest.importorskip(library, reason=f"{library} is not installed here; nox -s loaders brings it")
    assert shutil.which("tar")
    folder = tmp_path_factory.mktemp("page")
    made = write_release(folder / "bn-read-v2")
    write_sound_view(folder / "bn-read-v2-huggingface", made, "huggingface")
    session = PageSession(folder)
    yield session
    session.close()


@pytest.mark.slow
def test_every_snippet_loads_what_it_says(session):
    came, run = "", 0
    for block in blocks(PAGE):
        if block.language in TYPED:
            came, run = session.run_block(block), run + 1
        else:
            assert block.follows
            assert matches(block.code, came), f"{block}: {came}"
    assert run >= 12

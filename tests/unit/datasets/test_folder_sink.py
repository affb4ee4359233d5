"""Views in a folder: folders are made, and no file is written over."""

import pytest

from shrutik_core.releases.views.jsonl import JSONL
from shrutik_core.releases.views.writing import write_views
from shrutik_core.shared.errors import Unavailable
from shrutik_datasets.folder_sink import FolderSink
from sounds_scene import sounding_release


def test_files_lie_in_the_folder_of_their_view(tmp_path):
    made = sounding_release(5).release
    write_views(made.clips, [JSONL], made.about, FolderSink(tmp_path))
    found = {path.name: path.read_bytes() for path in (tmp_path / "views/jsonl").iterdir()}
    assert found == made.written(JSONL).files


def test_what_is_there_is_not_written_over(tmp_path):
    (tmp_path / "a").write_text("mine")
    with pytest.raises(Unavailable, match="exists") as error:
        FolderSink(tmp_path).create("a")
    assert error.value.code == "folder_unwritable"
    assert (tmp_path / "a").read_text() == "mine"

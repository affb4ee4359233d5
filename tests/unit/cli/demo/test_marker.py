"""The demo's marker: kept private, and the only leave to delete anything."""

import stat

import pytest

from shrutik_cli.demo.marker import clear, make_marker, read_marker
from shrutik_core.shared.errors import Conflict

MARKER = "shrutik.json"


def a_demo(folder):
    (folder / MARKER).write_text("{}")
    make_marker(folder)
    (folder / "blobs" / "recordings").mkdir(parents=True)
    (folder / "blobs" / "recordings" / "original").write_bytes(b"sound")
    (folder / "lock").write_text("")


def test_the_mark_is_read_back_and_only_its_owner_reads_it(tmp_path):
    marker = make_marker(tmp_path)
    assert read_marker(tmp_path) == marker
    assert len(marker.password) >= 8
    assert stat.S_IMODE((tmp_path / "demo.json").stat().st_mode) == 0o600
    assert marker.password not in repr(marker)


def test_each_folder_has_a_password_of_its_own(tmp_path):
    (tmp_path / "other").mkdir()
    assert make_marker(tmp_path).password != make_marker(tmp_path / "other").password


def test_without_a_mark_there_is_none(tmp_path):
    assert read_marker(tmp_path) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"colour": 1}'])
def test_a_broken_mark_is_told(tmp_path, text):
    (tmp_path / "demo.json").write_text(text)
    with pytest.raises(Conflict, match="cannot be read"):
        read_marker(tmp_path)


def test_clearing_leaves_an_empty_data_folder(tmp_path):
    a_demo(tmp_path)
    clear(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {MARKER, "lock"}


def test_clearing_follows_no_link_out_of_the_folder(tmp_path):
    folder, outside = tmp_path / "demo", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "precious").write_text("kept")
    a_demo(folder)
    (folder / "link").symlink_to(outside)
    clear(folder)
    assert (outside / "precious").read_text() == "kept"


@pytest.mark.parametrize("missing", [MARKER, "demo.json"])
def test_nothing_else_is_ever_deleted(tmp_path, missing):
    a_demo(tmp_path)
    (tmp_path / missing).unlink()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Conflict) as caught:
        clear(tmp_path)
    assert caught.value.code == "not_a_demo"
    assert sorted(tmp_path.rglob("*")) == before

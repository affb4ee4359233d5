"""Blobs as files: the contract, the folders and modes they have, and what is no blob."""

import os
import stat

import pytest

from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.testing import contracts
from shrutik_files.blob_store import FileBlobStore


class TestFileBlobStore(contracts.BlobStoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        return FileBlobStore(tmp_path / "blobs")


class TestFileBlobBeginnings(contracts.BlobBeginningsContract):
    @pytest.fixture
    def store(self, tmp_path):
        return FileBlobStore(tmp_path / "blobs")


@pytest.fixture
def root(tmp_path):
    return tmp_path / "blobs"


@pytest.fixture
def store(root):
    return FileBlobStore(root)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_key_is_a_path(store, root):
    store.put("recordings/a/original", [b"x"])
    assert (root / "recordings/a/original").read_bytes() == b"x"


def test_nothing_is_made_before_the_first_put(store, root):
    assert not store.exists("a")
    assert list(store.list("")) == []
    assert store.sweep() == 0
    assert not root.exists()


def test_folders_that_a_deletion_empties_go(store, root):
    store.put("a/b/c", [b"x"])
    store.put("a/d/e", [b"x"])
    store.delete("a/b/c")
    assert sorted(path.name for path in (root / "a").iterdir()) == ["d"]
    store.delete("a/d/e")
    assert not (root / "a").exists()


def test_what_it_makes_is_for_this_account_alone(store, root):
    before = os.umask(0)
    try:
        store.put("a/b", [b"x"])
    finally:
        os.umask(before)
    assert [mode(path) for path in (root, root / ".incoming", root / "a", root / "a/b")] == [0o700, 0o700, 0o700, 0o600]


def test_modes_that_are_there_stay(store, root):
    root.mkdir()
    (root / "a").mkdir()
    root.chmod(0o755)
    (root / "a").chmod(0o770)
    parent = mode(root.parent)
    store.put("a/b", [b"x"])
    store.delete("a/b")
    store.put("a/b", [b"x"])
    assert (mode(root.parent), mode(root)) == (parent, 0o755)


def test_a_key_inside_another_blob_is_refused(store):
    store.put("a", [b"x"])
    store.put("b/c", [b"x"])
    for key in ("a/b", "b"):
        with pytest.raises(Invalid) as error:
            store.put(key, [b"y"])
        assert error.value.code == "blob_key_invalid"
    assert [entry.key for entry in store.list("")] == ["a", "b/c"]


def test_strange_files_in_the_folder_are_no_blobs(store, root):
    store.put("a", [b"x"])
    (root / ".DS_Store").write_bytes(b"x")
    assert [entry.key for entry in store.list("")] == ["a"]


def test_a_blob_that_goes_while_it_is_listed_is_passed_over(store, root):
    for key in ("a", "b", "c"):
        store.put(key, [b"x"])
    found = store.list("")
    assert next(found).key == "a"
    (root / "b").unlink()
    assert [entry.key for entry in found] == ["c"]


def test_a_missing_blob_says_its_key(store):
    with pytest.raises(Missing) as error, store.open("recordings/a"):
        pass
    assert "recordings/a" in error.value.detail

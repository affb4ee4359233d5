"""Sealed releases on disk, built once, and copies of them that a test may harm."""

import shutil

import pytest

from sealed_folders import SealedFolders


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A release of three speakers, all in one split: its scene, and the folder that nobody may change."""
    scene, folder = SealedFolders(3, 2), tmp_path_factory.mktemp("sealed") / "bn-read-v1"
    scene.lay_out(folder)
    return scene, folder


@pytest.fixture(scope="session")
def parted(tmp_path_factory):
    """A release of forty speakers in three splits."""
    scene, folder = SealedFolders(40, 1), tmp_path_factory.mktemp("sealed") / "bn-read-v1"
    scene.lay_out(folder, views=("jsonl", "lhotse", "webdataset", "kaldi"))
    return scene, folder


@pytest.fixture
def copy(small, tmp_path):
    """A copy of the small one."""
    return shutil.copytree(small[1], tmp_path / "copy")


@pytest.fixture
def parted_copy(parted, tmp_path):
    """A copy of the one in three splits."""
    return shutil.copytree(parted[1], tmp_path / "copy")

"""Zip archives keep the promises of their port, with as little memory for a large one as for a small one."""

import io
import tracemalloc

import pytest

from shrutik_core.ports.zipper import ZipMember
from shrutik_core.testing.contracts import ZipperContract
from shrutik_datasets.zip_archive import ZipZipper


class TestZipZipper(ZipperContract):
    @pytest.fixture
    def zipper(self):
        return ZipZipper()

    @pytest.fixture
    def opened(self):
        return io.BytesIO


def test_memory_does_not_grow_with_the_archive():
    block = bytes(256 * 1024)
    tracemalloc.start()
    try:
        for part in ZipZipper().pack(
            ZipMember(f"{n}.wav", (block for _ in range(40)), packed=False) for n in range(20)
        ):
            assert len(part) < 3 * len(block)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 8 * 1024 * 1024

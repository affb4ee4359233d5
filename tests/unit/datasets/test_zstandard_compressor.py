"""Zstandard: the contract, and one size for the same lines."""

import pytest

from shrutik_core.testing import contracts
from shrutik_datasets.zstandard_compressor import ZstandardCompressor


class TestZstandard(contracts.CompressorContract):
    @pytest.fixture
    def compressor(self):
        return ZstandardCompressor()


def test_lines_that_are_alike_take_little_room():
    lines = [b'{"clip":"7f0c","split":"train","language":"bn"}\n'] * 10_000
    assert len(b"".join(ZstandardCompressor().pack(lines))) < len(b"".join(lines)) / 100

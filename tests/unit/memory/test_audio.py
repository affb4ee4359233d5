"""The sound workshop's twin in plain Python keeps the same promises."""

import io

import pytest

from shrutik_core.testing.contracts.audio import AudioWorkshopContract
from shrutik_memory.audio import MemoryWorkshop


class TestMemoryWorkshop(AudioWorkshopContract):
    @pytest.fixture
    def workshop(self):
        return MemoryWorkshop()

    @pytest.fixture
    def opened(self):
        return io.BytesIO

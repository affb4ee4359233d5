"""The detector that goes by loudness alone keeps the promises of the network."""

import pytest

from shrutik_core.testing.contracts import VoiceActivityContract
from shrutik_memory.voice_activity import MemoryVoiceActivity


class TestMemoryVoiceActivity(VoiceActivityContract):
    @pytest.fixture
    def detector(self):
        return MemoryVoiceActivity()

"""Clips measured by libsndfile: the contract, at each depth that clips are kept with."""

import io

import numpy as np
import pytest
import soundfile

from shrutik_core.testing import contracts
from shrutik_datasets.clip_measurer import SoundFileClipMeasurer

SUBTYPES = {8: "PCM_S8", 16: "PCM_16", 24: "PCM_24"}


def flac(samples, rate, bits, kind="FLAC"):
    stream = io.BytesIO()
    soundfile.write(stream, samples.astype(np.int32) << 32 - bits, rate, SUBTYPES[bits], format=kind)
    return stream.getvalue()


class TestSoundFile(contracts.ClipMeasurerContract):
    bits = (8, 16, 24)

    @pytest.fixture
    def measurer(self):
        return SoundFileClipMeasurer()

    def encode(self, samples, rate, bits):
        return flac(samples, rate, bits)

    def test_another_format_is_refused(self, measurer):
        self.refused(measurer, flac(self.sound(100, 1, 16), 16_000, 16, "WAV"))

    def test_a_clip_longer_than_a_block_is_counted_to_its_end(self, measurer):
        assert measurer.measure(flac(self.sound(200_001, 1, 16), 16_000, 16)).shape.num_samples == 200_001

    def test_a_broken_frame_in_the_middle_is_noticed(self, measurer):
        clip = bytearray(flac(self.sound(20_000, 1, 16), 16_000, 16))
        clip[len(clip) // 2 : len(clip) // 2 + 4_000] = bytes(4_000)
        self.refused(measurer, bytes(clip))

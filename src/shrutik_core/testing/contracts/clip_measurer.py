"""What every clip measurer must keep."""

import abc
import hashlib

import numpy as np
import numpy.typing as npt
import pytest

from shrutik_core.ports.clip_measurer import ClipMeasurer
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.base import Contract

Samples = npt.NDArray[np.int32]


class ClipMeasurerContract(Contract):
    """Subclass it with a measurer and a writer of clips that it reads."""

    bits: tuple[int, ...] = (16,)
    """The depths that it reads."""

    @pytest.fixture
    @abc.abstractmethod
    def measurer(self) -> ClipMeasurer:
        """The measurer under test."""

    @abc.abstractmethod
    def encode(self, samples: Samples, rate: int, bits: int) -> bytes:
        """A clip of these samples, (frames, channels), each within so many bits."""

    def sound(self, frames: int, channels: int, bits: int) -> Samples:
        """Samples of all sizes, the least and the greatest among them."""
        random = np.random.default_rng(frames)
        samples = random.integers(-(1 << bits - 1), 1 << bits - 1, (frames, channels), np.int32)
        samples[0], samples[-1] = -(1 << bits - 1), (1 << bits - 1) - 1
        return samples

    def packed(self, samples: Samples, bits: int) -> bytes:
        """Interleaved, little-endian, in whole bytes."""
        width = -(-bits // 8)
        return b"".join(int(sample).to_bytes(width, "little", signed=True) for sample in samples.reshape(-1))

    @pytest.mark.parametrize(("rate", "frames", "channels"), [(16_000, 1, 1), (44_100, 5_001, 2), (48_000, 20_000, 1)])
    def test_it_counts_and_hashes_the_samples(
        self, measurer: ClipMeasurer, rate: int, frames: int, channels: int
    ) -> None:
        for bits in self.bits:
            samples = self.sound(frames, channels, bits)
            found = measurer.measure(self.encode(samples, rate, bits))
            assert found.shape == SoundShape(rate, channels, bits, frames)
            assert found.pcm_sha256 == hashlib.sha256(self.packed(samples, bits)).hexdigest()

    def test_the_same_sound_in_other_bytes_has_the_same_hash(self, measurer: ClipMeasurer) -> None:
        samples = self.sound(3_000, 1, 16)
        one, other = (measurer.measure(self.encode(samples, rate, 16)) for rate in (16_000, 48_000))
        assert one.pcm_sha256 == other.pcm_sha256

    @pytest.mark.parametrize("clip", [b"", b"no sound", bytes(5_000)])
    def test_what_is_no_sound_is_refused(self, measurer: ClipMeasurer, clip: bytes) -> None:
        self.refused(measurer, clip)

    def test_a_clip_without_samples_is_refused(self, measurer: ClipMeasurer) -> None:
        self.refused(measurer, self.encode(np.zeros((0, 1), np.int32), 16_000, 16))

    @pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.999])
    def test_a_clip_that_breaks_off_is_refused(self, measurer: ClipMeasurer, kept: float) -> None:
        clip = self.encode(self.sound(20_000, 1, 16), 16_000, 16)
        self.refused(measurer, clip[: int(len(clip) * kept)])

    def refused(self, measurer: ClipMeasurer, clip: bytes) -> None:
        """Measuring it says that it cannot be read."""
        with pytest.raises(Invalid) as error:
            measurer.measure(clip)
        assert error.value.code == "clip_unreadable"

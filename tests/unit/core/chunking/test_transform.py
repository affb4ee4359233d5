import numpy as np
import pytest

from shrutik_core.chunking.bands import Framing
from shrutik_core.chunking.transform import BATCH, BandPowers, Mixer

RATES = [8_000, 11_025, 11_300, 16_000, 22_050, 23_999, 44_100, 48_000, 192_000]


@pytest.mark.parametrize("rate", RATES)
def test_powers_are_those_of_a_windowed_fourier_transform(rate):
    framing = Framing.of(rate)
    powers = BandPowers(framing)
    powers.hops[:] = np.random.default_rng(rate).normal(0, 0.1, powers.hops.shape)
    sound, half = powers.hops.T.reshape(-1).astype(np.float64), framing.length // 2
    starts = framing.inner * np.arange(1, BATCH + 1) - half
    frames = sound[starts[:, None] + np.arange(framing.length)] * np.hanning(framing.length + 1)[:-1]
    power = np.abs(np.fft.rfft(frames)) ** 2 / (framing.step * framing.length) ** 2
    assert powers.measure() == pytest.approx((power @ framing.filter_bank()).T, rel=1e-4)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("channels", [1, 2, 8])
def test_a_mix_is_the_weighted_sum_of_channels_and_steps(rate, channels):
    framing = Framing.of(rate)
    hops = np.zeros((framing.inner, BATCH + 1), np.float32)
    samples = np.random.default_rng(rate).normal(0, 0.1, (BATCH * framing.hop, channels)).astype(np.float32)
    Mixer(framing, channels, hops[:, 1:]).mix(samples.reshape(-1))
    shares = 1.0 - 0.5 * (np.arange(channels) * 0.618034 % 1.0)
    wanted = (samples.astype(np.float64) @ shares).reshape(BATCH, framing.inner, framing.step).sum(axis=2)
    assert np.allclose(hops[:, 1:].T, wanted, atol=1e-5)
    assert not hops[:, 0].any()

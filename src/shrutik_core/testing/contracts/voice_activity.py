"""What every voice activity detector must keep."""

import abc
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from shrutik_core.chunking.speech import SpeechTrack
from shrutik_core.ports.voice_activity import VoiceActivity
from shrutik_core.testing.contracts.base import Contract
from shrutik_core.testing.sounds import RATE, bursts

SOUND = bursts(4.3)[:, 0].astype(np.float32) / np.float32(32_768)
SPLITS = ([1], [500, 511, 40_000], [512, 1_024], [30_000, 30_000, 30_001])


def heard(detector: VoiceActivity, blocks: Iterable[NDArray[np.float32]]) -> SpeechTrack:
    """What a new listener makes of these blocks."""
    listener = detector.listen()
    for block in blocks:
        listener.feed(block)
    return listener.finish()


class VoiceActivityContract(Contract):
    """Subclass it, make the detector, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def detector(self) -> VoiceActivity:
        """The detector under test."""

    @pytest.mark.parametrize("splits", SPLITS)
    def test_blocks_do_not_matter(self, detector: VoiceActivity, splits: list[int]) -> None:
        whole, split = heard(detector, [SOUND]), heard(detector, np.split(SOUND, splits))
        assert whole.step == split.step
        assert np.abs(whole.values - split.values).max() < 1e-4

    @pytest.mark.parametrize("samples", [1, 511, 512, 513, 16_001])
    def test_the_track_reaches_to_the_last_sample_and_no_further_than_its_step(
        self, detector: VoiceActivity, samples: int
    ) -> None:
        track = heard(detector, [SOUND[:samples]])
        assert len(track.values) == int(np.ceil(samples / (track.step * RATE) - 1e-9))

    def test_nothing_gives_an_empty_track(self, detector: VoiceActivity) -> None:
        for blocks in ([], [SOUND[:0]]):
            assert len(heard(detector, blocks).values) == 0

    def test_every_value_is_a_probability_whatever_is_fed(self, detector: VoiceActivity) -> None:
        extremes = np.concatenate([np.full(3_000, 1.0), np.full(3_000, -1.0), np.zeros(3_000)]).astype(np.float32)
        values = heard(detector, [extremes, SOUND * np.float32(100)]).values
        assert values.dtype == np.float32
        assert 0 <= values.min() <= values.max() <= 1

    def test_silence_is_not_speech(self, detector: VoiceActivity) -> None:
        assert heard(detector, [np.zeros(4 * RATE, np.float32)]).values.mean() < 0.3

    def test_listeners_do_not_hear_each_other(self, detector: VoiceActivity) -> None:
        alone = heard(detector, [SOUND])
        first, second = detector.listen(), detector.listen()
        for block in np.array_split(SOUND, 7):
            first.feed(block)
            second.feed(block[::-1])
        second.finish()
        assert np.abs(first.finish().values - alone.values).max() < 1e-4

    def test_several_recordings_are_heard_at_the_same_time(self, detector: VoiceActivity) -> None:
        alone = heard(detector, [SOUND])
        with ThreadPoolExecutor(4) as pool:
            tracks = list(pool.map(lambda _: heard(detector, np.array_split(SOUND, 20)), range(4)))
        assert all(np.abs(track.values - alone.values).max() < 1e-4 for track in tracks)

"""The builder of fingerprints; see `builders`."""

from collections.abc import Iterable
from typing import Any

import attrs
import numpy as np

from shrutik_core.recordings.copies import RecordingFingerprint
from shrutik_core.recordings.fingerprint import Fingerprint
from shrutik_core.testing.builders import a_collection, a_recording

_HEARD = 1 << 31


def a_fingerprint(words: Iterable[int]) -> Fingerprint:
    """A fingerprint with sound at every place; ``words`` are 31 bits each."""
    return Fingerprint(np.array([word | _HEARD for word in words], "<u4").tobytes())


def a_recording_fingerprint(number: int = 1, **changes: Any) -> RecordingFingerprint:
    """The recording of the same number, of a sound that no other number has."""
    words = np.random.default_rng(number).integers(0, _HEARD, 100)
    kept = RecordingFingerprint(
        a_recording(number).id, a_collection().id, f"{number:064x}", a_fingerprint(words.tolist())
    )
    return attrs.evolve(kept, **changes)

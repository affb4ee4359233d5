"""The clip measurer's twin in plain Python: it reads WAV of 16 bits."""

import hashlib
import io
import wave

from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.shared.errors import Invalid

_WIDTH = 2


class MemoryClipMeasurer:
    """`ClipMeasurer` of WAV files."""

    def measure(self, clip: bytes) -> MeasuredClip:
        """See `ClipMeasurer.measure`."""
        try:
            with wave.open(io.BytesIO(clip), "rb") as file:
                said, channels, rate = file.getnframes(), file.getnchannels(), file.getframerate()
                data = file.readframes(said)
                width = file.getsampwidth()
        except (wave.Error, EOFError) as error:
            raise Invalid("clip_unreadable", "This is not a WAV file: make the clip again.") from error
        if width != _WIDTH or not said or len(data) != said * channels * _WIDTH:
            raise Invalid(
                "clip_unreadable", "The WAV file breaks off, is empty or not of 16 bits: make the clip again."
            )
        return MeasuredClip(SoundShape(rate, channels, 8 * _WIDTH, said), hashlib.sha256(data).hexdigest())

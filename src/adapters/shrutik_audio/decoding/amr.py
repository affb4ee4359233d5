"""AMR as phones send it: speech, and the pauses for which they send a note on the noise, or nothing."""

from collections.abc import Iterator
from fractions import Fraction

import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.packet import Packet

from shrutik_audio.containers.amr import FrameKind, frames, kind

_RATES = {"amrnb": 8_000, "amrwb": 16_000}
_SECONDS = Fraction(1, 50)
# -80 dB: a pause in which no sample is other than zero would be taken for sound that was lost.
_FAINT = 1e-4


class AmrPackets:
    """Decodes packets of AMR, of one frame or, in a 3GP, of several; 20 ms come of each that is whole.

    What is not speech, or cannot be decoded, becomes faint noise, the same for the same recording.

    Args:
        stream: of AMR, one channel.
    """

    @classmethod
    def of(cls, stream: AudioStream) -> "AmrPackets | None":
        """What decodes this stream; None if it is of another coding, or of several channels."""
        context = stream.codec_context
        return cls(stream) if context.name in _RATES and context.channels == 1 else None

    def __init__(self, stream: AudioStream) -> None:
        self._context, self._time_base = stream.codec_context, stream.time_base
        self._codec = stream.codec_context.name
        self._rate = _RATES[self._codec]
        self._random = np.random.default_rng(0)
        self.paused = False
        """Whether the last frame was a pause."""
        self.broken = False
        """Whether any frame was neither a pause nor speech that could be decoded."""

    def decode(self, packet: "Packet[AudioStream]") -> list[AudioFrame]:
        """The frames of sound of one packet."""
        return list(self._heard(packet)) if packet.size else packet.decode()

    def _heard(self, packet: "Packet[AudioStream]") -> Iterator[AudioFrame]:
        for number, frame in enumerate(frames(self._codec, bytes(packet))):
            found = kind(self._codec, frame)
            self.paused = found is FrameKind.PAUSE
            self.broken |= found in {FrameKind.UNKNOWN, FrameKind.CUT}
            if found is FrameKind.CUT:
                return
            heard = self._speech(packet, frame, number) if found is FrameKind.SPEECH else None
            yield from [self._pause(packet, number)] if heard is None else heard

    def _speech(self, packet: "Packet[AudioStream]", frame: bytes, number: int) -> list[AudioFrame] | None:
        """What a decoder makes of the frame of this number in a packet; None if it cannot."""
        try:
            if packet.size == len(frame):
                return packet.decode()
            alone = Packet(frame)
            alone.pts, alone.time_base = self._time(packet, number), packet.time_base
            return self._context.decode(alone)
        except av.error.FFmpegError:
            self.broken = True
            return None

    def _pause(self, packet: "Packet[AudioStream]", number: int) -> AudioFrame:
        """20 ms of faint noise."""
        noise = self._random.normal(0, _FAINT, (1, round(self._rate * _SECONDS))).astype(np.float32)
        frame = AudioFrame.from_ndarray(noise, format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = self._rate, self._time(packet, number), packet.time_base
        return frame

    def _time(self, packet: "Packet[AudioStream]", number: int) -> int | None:
        """When the frame of this number in a packet is to be heard."""
        if packet.pts is None or self._time_base is None:
            return None
        return packet.pts + round(number * _SECONDS / self._time_base)

"""Files to decode: sound ones in every container, damaged ones and hostile ones."""

import io
import struct
from fractions import Fraction

import av
import numpy as np
import soundfile

RATE = 16_000


def sound(seconds=4.0, rate=RATE, channels=1, seed=3):
    """Bursts of two beating tones over faint noise; floats of (frames, channels)."""
    count = round(seconds * rate)
    at = np.arange(count) / rate
    tone = 0.3 * np.sin(2 * np.pi * 310 * at) * np.sin(2 * np.pi * 5.3 * at) * ((at % 1.5) < 1.1)
    noise = np.random.default_rng(seed).normal(0, 1e-3, (count, channels))
    return tone[:, None] * np.linspace(1, 0.5, channels) + noise


def by_sndfile(samples, rate=RATE, form="WAV", subtype="PCM_16", endian=None):
    stream = io.BytesIO()
    soundfile.write(stream, samples, rate, subtype=subtype, format=form, endian=endian)
    return stream.getvalue()


def by_ffmpeg(samples, rate=48_000, form="webm", codec="libopus", sample="flt", live=False, options=None):
    """Mono or stereo in any container that FFmpeg writes; ``live`` as a browser does, without a length."""
    stream = io.BytesIO()
    options = {"live": "1"} if live else options or {}
    container = av.open(_Unseekable(stream) if live else stream, "w", format=form, options=options)
    layout = "mono" if samples.shape[1] == 1 else "stereo"
    track = container.add_stream(codec, rate=rate, layout=layout)
    track.codec_context.format = sample
    data = samples.astype(np.float32)
    if sample.startswith("s16"):
        data = np.round(data * 32_767).astype(np.int16)
    array = np.ascontiguousarray(data.T) if sample.endswith("p") else np.ascontiguousarray(data.reshape(1, -1))
    frame = av.AudioFrame.from_ndarray(array, format=sample, layout=layout)
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    for packet in [*track.encode(frame), *track.encode(None)]:
        container.mux(packet)
    container.close()
    return stream.getvalue()


class _Unseekable:
    """A sink that cannot go back, like a socket."""

    def __init__(self, stream):
        self._stream = stream

    def write(self, data):
        return self._stream.write(data)


def video_only():
    """A WebM of two small pictures and no sound."""
    stream = io.BytesIO()
    container = av.open(stream, "w", format="webm")
    track = container.add_stream("libvpx", rate=10)
    track.width, track.height, track.pix_fmt = 32, 32, "yuv420p"
    for number in range(2):
        frame = av.VideoFrame.from_ndarray(np.full((32, 32, 3), number * 90, np.uint8), format="rgb24")
        for packet in track.encode(frame):
            container.mux(packet)
    for packet in track.encode(None):
        container.mux(packet)
    container.close()
    return stream.getvalue()


def wav_header(rate=RATE, channels=1, bits=16, data=0, form=1, riff=None):
    """A WAV header of 44 bytes that says what it is told to."""
    align = channels * bits // 8 & 0xFFFF
    per_second = rate * align & 0xFFFF_FFFF
    riff = data + 36 & 0xFFFF_FFFF if riff is None else riff
    sound_form = struct.pack("<4sIHHIIHH", b"fmt ", 16, form, channels, rate, per_second, align, bits)
    return struct.pack("<4sI4s", b"RIFF", riff, b"WAVE") + sound_form + struct.pack("<4sI", b"data", data)


def pcm(samples):
    return np.round(samples * 32_767).astype("<i2").tobytes()


def flac_declaring(frames, data=None):
    """A FLAC whose header declares another number of samples than it holds."""
    data = bytearray(data or by_sndfile(sound(1.0), form="FLAC"))
    value = int.from_bytes(data[18:26], "big") & ~((1 << 36) - 1) | frames
    data[18:26] = value.to_bytes(8, "big")
    return bytes(data)

"""Recordings whose container tells other times than the samples alone would."""

import io
import struct
from fractions import Fraction

import av
import numpy as np

from amr_recorded import AMR
from audio_files import sound
from audio_parts import pages, resealed

AMR_CODEC = "libopencore_amrnb"
FRAGMENTS = {"movflags": "frag_keyframe+empty_moov+default_base_moof", "frag_duration": "500000"}
"""How a browser writes an MP4."""


def timed(
    form,
    codec,
    sample,
    rate=48_000,
    *,
    late=lambda second: 0,
    sends=lambda second, packet: packet,
    seconds=6.0,
    samples=None,
    container=None,
    coding=None,
):
    """A mono recording in frames of 20 ms whose packets come later, by what ``late`` gives for their time.

    Args:
        form: the container, by FFmpeg's name.
        codec: likewise.
        sample: form of the samples that the encoder takes.
        rate: samples per second.
        late: seconds that a packet is late, from its time in seconds.
        sends: what is sent for a packet, from its time and itself; None for nothing.
        seconds: of sound.
        samples: instead of that sound.
        container: options for the container.
        coding: options for the encoder.
    """
    stream = io.BytesIO()
    with av.open(stream, "w", format=form, options=container or {}) as output:
        if codec == AMR_CODEC and not encodes(codec):
            track, packets = _recorded(output, seconds)
        else:
            track = output.add_stream(codec, rate=rate, layout="mono", options=coding or {})
            track.codec_context.format = sample
            coded = [*_frames(sound(seconds, rate) if samples is None else samples, sample, rate), None]
            packets = (packet for frame in coded for packet in track.encode(frame))
        for packet in packets:
            second = float(packet.pts * packet.time_base)
            sent = sends(second, packet)
            if sent is not None:
                sent.time_base, sent.stream, sent.duration = packet.time_base, track, packet.duration
                sent.pts = sent.dts = packet.pts + round(late(second) / packet.time_base)
                output.mux(sent)
    return stream.getvalue()


def encodes(codec):
    """Whether this build of FFmpeg has an encoder of that name; those of newer PyAV have none for AMR."""
    try:
        return av.codec.Codec(codec, "w") is not None
    except av.codec.codec.UnknownCodecError:
        return False


def _recorded(output, seconds):
    """The track and packets of AMR that was encoded before."""
    source = av.open(io.BytesIO(AMR))
    (read,) = source.streams
    packets = [packet for packet in source.demux(read) if packet.size and packet.pts * packet.time_base < seconds]
    return output.add_stream_from_template(read), packets


def _frames(samples, sample, rate):
    data = samples.astype(np.float32)
    if sample.startswith("s16"):
        data = np.round(data * 32_767).astype(np.int16)
    for at in range(0, len(data), rate // 50):
        array = np.ascontiguousarray(data[at : at + rate // 50].reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(array, format=sample, layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, at, Fraction(1, rate)
        yield frame


def counted_from(data, samples, page=0):
    """An Ogg whose granule positions are so much higher, from the page of that number on."""
    made = b""
    for number, told in enumerate(pages(data)):
        (granule,) = struct.unpack_from("<q", told, 6)
        moved = granule + samples if number >= page and granule > 0 else granule
        made += resealed(told[:6] + struct.pack("<q", moved) + told[14:])
    return made


def of_serial(data, serial):
    """The same Ogg as another stream."""
    return b"".join(resealed(page[:14] + struct.pack("<I", serial) + page[18:]) for page in pages(data))


def box(name, body):
    return struct.pack(">I", len(body) + 8) + name + body


def replaced(data, path, new):
    """The boxes with that at the end of the path made another."""
    made, at = b"", 0
    while at < len(data):
        end = at + struct.unpack_from(">I", data, at)[0]
        if data[at + 4 : at + 8] != path[0]:
            made += data[at:end]
        else:
            made += box(path[0], replaced(data[at + 8 : end], path[1:], new)) if path[1:] else new
        at = end
    return made

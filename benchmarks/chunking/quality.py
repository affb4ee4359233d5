"""How right the figures of quality are, and what they cost: tables on recordings whose truth is made here.

    python -m benchmarks.chunking.quality FILE... [--tools DIR] [--seconds 40]

FILE: clean mono recordings (FLAC or WAV). --tools: the folder of `degrade.py`, which makes the noise.
Needs the extra `audio`; and scipy, for `degrade.py`.
"""

import argparse
import io
import sys
import time
from importlib import import_module
from pathlib import Path

import numpy as np
import soundfile
import soxr

from shrutik_audio.measuring.highpass import CUTOFF
from shrutik_audio.measuring.loudness import integrated, k_gain
from shrutik_audio.measuring.meter import Meter
from shrutik_audio.processor import SoundProcessor
from shrutik_core.ports.audio import ClipFormat
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.fingerprint import Fingerprint
from shrutik_core.recordings.likeness import LIMIT, likeness, same_take
from shrutik_core.shared.spans import Span

PROCESSOR = SoundProcessor()
BLOCK = 131_072


def measure(sound, rate):
    """Figures of floats in -1 ... 1, as a 16-bit recording would have them."""
    block = np.clip(np.round(sound * 32_767), -32_768, 32_767).astype(np.int16)[:, None]
    meter = Meter(rate, 1)
    for at in range(0, len(block), BLOCK):
        meter.feed(block[at : at + BLOCK])
    return meter.finish()


def table(title, rows):
    print(f"\n{title}")
    for row in rows:
        print("  " + "  ".join(f"{cell:>9.2f}" if isinstance(cell, float) else f"{cell:>16}" for cell in row))


def snr_errors(clean, rate, degrade):
    """Errors against the noise that can be heard: half of this pink noise lies below any voice, at less than 40 Hz."""
    for noise in ("white", "pink"):
        for ratio in (30, 20, 10, 5):
            noisy = [degrade(x, rate, f"{noise}{ratio}") for x in clean]
            heard = [10 * np.log10(_audible(y - x, rate)) for x, y in zip(clean, noisy, strict=True)]
            found = [measure(y, rate).snr - ratio + share for y, share in zip(noisy, heard, strict=True)]
            yield f"{noise} {ratio} dB", float(np.mean(found)), float(np.min(found)), float(np.max(found))


def _audible(noise, rate):
    """Share of a noise's power that lies above 40 Hz."""
    power = np.abs(np.fft.rfft(noise)) ** 2
    return power[np.fft.rfftfreq(len(noise), 1 / rate) >= CUTOFF].sum() / power.sum()


def clipping_errors(clean, rate):
    for share in (0.0005, 0.002, 0.01, 0.05, 0.15):
        for gain in (1.0, 0.3):
            found = []
            for x in clean:
                limit = np.quantile(np.abs(x), 1 - share)
                truth = float((np.abs(x) >= limit).mean())
                found.append(measure(np.clip(x / limit, -1, 1) * gain, rate).clipped / truth)
            yield f"{share:.2%} x {gain}", float(np.mean(found)), float(np.min(found)), float(np.max(found))


def bandwidth_errors(clean, rate):
    for old in (8_000, 11_025, 16_000):
        for new in (16_000, 44_100, 48_000):
            if new > old:
                found = [
                    measure(soxr.resample(soxr.resample(x, rate, old), old, new), new).bandwidth - old / 2
                    for x in clean
                ]
                yield f"{old} > {new}", float(np.mean(found)), float(np.min(found)), float(np.max(found))


def encoded(sound, rate, clip):
    stream = io.BytesIO()
    soundfile.write(stream, sound, rate, format="WAV", subtype="PCM_16")
    (data,) = [made.stream.read() for made in PROCESSOR.cut(stream, [Span(0, len(sound))], clip)]
    return io.BytesIO(data)


def print_of(source):
    return PROCESSOR.analyse(source, AudioLimits()).fingerprint


def wav(sound, rate):
    stream = io.BytesIO()
    soundfile.write(stream, sound, rate, format="WAV", subtype="PCM_16")
    return stream


def copies(sound, rate):
    yield "MP3 64k", encoded(sound, rate, ClipFormat.MP3)
    yield "Opus 32k", encoded(sound, rate, ClipFormat.OPUS)
    for other in (8_000, 22_050, 44_100):
        yield f"{other} Hz", wav(soxr.resample(sound, rate, other), other)
    yield "first s off", wav(sound[rate:], rate)
    yield "last s off", wav(sound[:-rate], rate)
    yield "6 dB softer", wav(sound * 0.5, rate)
    yield "front, soft, MP3", encoded(sound[rate + 100 :] * 0.5, rate, ClipFormat.MP3)
    yield "back, soft, Opus", encoded(sound[:-rate] * 0.5, rate, ClipFormat.OPUS)


def duplicates(clips, rate):
    originals = [print_of(wav(clip, rate)) for clip in clips]
    found: dict[str, list[float]] = {}
    for clip, original in zip(clips, originals, strict=True):
        for name, copy in copies(clip, rate):
            found.setdefault(name, []).append(likeness(original, print_of(copy)))
    for name, values in found.items():
        yield name, float(np.mean([value >= LIMIT for value in values])), float(min(values)), float(max(values))
    apart = [_apart(a, b) for i, a in enumerate(originals) for b in originals[i + 1 :]]
    yield "other clips", float(np.mean([same for same, _ in apart])), min(v for _, v in apart), max(v for _, v in apart)


def _apart(one: Fingerprint, other: Fingerprint):
    return same_take(one, other), likeness(one, other)


def costs(seconds=60):
    for rate in (16_000, 48_000):
        sound = np.random.default_rng(1).normal(0, 0.1, rate * seconds)
        block = np.clip(sound * 32_767, -32_768, 32_767).astype(np.int16)[:, None]
        yield f"all, {rate} Hz", 1_000 * _fastest(lambda block=block, rate=rate: _fed(block, rate)) * 60 / seconds
        floats = (block[:, 0] / 32_768).astype(np.float32)
        yield f"LUFS alone, {rate}", 1_000 * _fastest(lambda x=floats, rate=rate: _lufs(x, rate)) * 60 / seconds


def _fed(block, rate):
    meter = Meter(rate, 1)
    for at in range(0, len(block), BLOCK):
        meter.feed(block[at : at + BLOCK])
    meter.finish()


def _lufs(sound, rate):
    size = rate // 10
    power = np.abs(np.fft.rfft(sound[: len(sound) // size * size].reshape(-1, size))) ** 2
    integrated(2 * power @ k_gain(np.fft.rfftfreq(size, 1 / rate)) / size**2)


def _fastest(work, times=3):
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--tools", type=Path)
    parser.add_argument("--seconds", type=float, default=40.0)
    args = parser.parse_args()
    read = [soundfile.read(path) for path in args.files]
    rate = read[0][1]
    clean = [sound[: round(args.seconds * rate)] for sound, own in read if own == rate]
    table("ms of CPU per minute of audio", costs())
    if args.tools:
        sys.path.insert(0, str(args.tools))
        degrade = import_module("degrade").degrade
        table("SNR: error in dB (mean, least, most)", snr_errors(clean, rate, degrade))
    table("clipping: found / true (mean, least, most)", clipping_errors(clean, rate))
    table("bandwidth: error in Hz (mean, least, most)", bandwidth_errors(clean, rate))
    for seconds in (2, 3, 6):
        size = seconds * rate
        clips = [x[at : at + size] for x in clean for at in range(rate, len(x) - size, 8 * rate)]
        spoken = [clip for clip in clips if np.mean(np.abs(clip) > 0.02) > 0.2]
        table(f"copies of clips of {seconds} s: share found, likeness (least, most)", duplicates(spoken, rate))


if __name__ == "__main__":
    main()

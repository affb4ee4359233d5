"""Speed of the analysis against pure decoding of the same file, and peak memory of long recordings."""

import resource
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile as sf
import soxr

from shrutik_audio.clips.encode import writer
from shrutik_audio.decoding.decode import Decoding
from shrutik_audio.processor import SoundProcessor
from shrutik_cli.chunk_file import Order, chunk_file
from shrutik_core.chunking import Envelope, Rules, plan_chunks
from shrutik_core.ports.audio import ClipFormat
from shrutik_core.ports.audio_check import AudioLimits

RATE, BLOCK = 48_000, 131_072
WANTED = {"wav": 0.30, "flac": 0.55, "mp3": 0.65, "ogg": 0.60, "webm": 0.70}


def make_files(folder, speech, rate, seconds):
    """The same speech at 48 kHz in five formats."""
    count = -(-seconds * rate // len(speech))
    samples = soxr.resample(np.tile(speech, count)[: seconds * rate], rate, RATE).astype(np.float32)
    for kind in ("wav", "flac", "mp3"):
        sf.write(folder / f"speech.{kind}", samples, RATE)
    for kind in ("ogg", "webm"):
        _write_opus(folder / f"speech.{kind}", samples)
    return {kind: folder / f"speech.{kind}" for kind in WANTED}


def _write_opus(path, samples):
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono")
        for at in range(0, len(samples), 960 * 50):
            frame = av.AudioFrame.from_ndarray(samples[None, at : at + 960 * 50], format="flt", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def decode(path):
    """Pure decoding to floats, block by block, by the library that is quickest for the format."""
    if path.suffix in {".ogg", ".webm"}:
        with av.open(str(path)) as container:
            for frame in container.decode(audio=0):
                frame.to_ndarray()
        return
    buffer = np.empty(BLOCK, np.float32)
    with sf.SoundFile(path) as file:
        while len(file.read(out=buffer)):
            pass


def analyse(path):
    """From the file to the plan, without quality figures."""
    with path.open("rb") as source:
        decoding = Decoding(source)
        envelope = Envelope(decoding.declared.rate)
        for block in decoding.blocks():
            envelope.feed(block)
        decoding.close()
    return plan_chunks(envelope.finish())


def encode(path):
    """Pure decoding and encoding: the same file as one FLAC, block by block."""
    with path.open("rb") as source:
        decoding = Decoding(source)
        whole = writer(decoding.declared, ClipFormat.FLAC)
        for block in decoding.blocks():
            whole.write(block)
        decoding.close()
        whole.finish().close()


def write(path):
    """From the file to clips in a folder, without quality figures."""
    with path.open("rb") as source, tempfile.TemporaryDirectory() as folder:
        heard = SoundProcessor().listen(source, AudioLimits())
        spans = iter([chunk.span for chunk in plan_chunks(heard.features).chunks])
        decoding = heard.replay or Decoding(source)
        at, span, clip = 0, next(spans), writer(decoding.declared, ClipFormat.FLAC)
        for block in decoding.blocks():
            start = 0
            while span and span.end <= at + len(block):
                clip.write(block[start : span.end - at])
                (Path(folder) / f"{span.end}.flac").write_bytes(clip.finish().read())
                start, span, clip = span.end - at, next(spans, None), writer(decoding.declared, ClipFormat.FLAC)
            if start < len(block):
                clip.write(block[start:])
            at += len(block)
        clip.abandon()
        decoding.close()


def chunk(path):
    """All that ``shrutik chunk`` does with a file: clips with the figures of each, checksums, the verdict."""
    with tempfile.TemporaryDirectory() as folder:
        chunk_file(Order(path, "speech", Path(folder), Rules(), AudioLimits()))


def cpu(work, path):
    """CPU seconds of one run."""
    start = time.process_time()
    work(path)
    return time.process_time() - start


def speed_table(folder, speech, rate, seconds=300, times=5):
    """Ratios are medians over pairs of one run after the other: what else the machine does weighs on both."""
    print(f"\nspeed: {seconds} s of speech at 48 kHz, x real time per CPU second, medians of {times} pairs of runs")
    print(f"{'format':8}{'decode':>10}{'analysis':>10}{'ratio':>8}{'wanted':>8}")
    for kind, path in make_files(folder, speech, rate, seconds).items():
        pairs = np.array([(cpu(decode, path), cpu(analyse, path)) for _ in range(times)])
        pure, whole = np.median(pairs, axis=0)
        ratio = np.median(pairs[:, 0] / pairs[:, 1])
        row = f"{seconds / pure:10.0f}{seconds / whole:10.0f}{ratio:8.2f}{WANTED[kind]:8.2f}"
        print(f"{kind:8}{row}", flush=True)


def writing_table(folder, speech, rate, seconds=300, times=5):
    """Ratios to decoding and encoding alone; medians over rounds of one run after the other."""
    print(f"\nwriting FLAC clips: {seconds} s at 48 kHz, ratio to decode + encode alone, medians of {times} rounds")
    print(f"{'format':8}{'encode':>10}{'no figures':>12}{'all figures':>13}{'wanted':>8}")
    for kind, path in make_files(folder, speech, rate, seconds).items():
        rounds = np.array([[cpu(work, path) for work in (encode, write, chunk)] for _ in range(times)])
        bare, full = np.median(rounds[:, :1] / rounds[:, 1:], axis=0)
        print(f"{kind:8}{seconds / np.median(rounds[:, 0]):10.0f}{bare:12.2f}{full:13.2f}{0.6:8.2f}", flush=True)


def memory_table(folder):
    print("\nmemory: peak of one process, MB (the file of five minutes is read again and again)")
    for kind in ("wav", "webm"):
        peaks = []
        for hours in (0, 1, 3, 6):
            command = [sys.executable, __file__, str(folder / f"speech.{kind}"), str(hours)]
            peaks.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
        print(f"{kind:8}" + "   ".join(f"{hours} h: {peak} (features {kept})" for hours, peak, kept in peaks))


def _child(path, hours):
    """Prints hours, peak resident MB, MB of features."""
    envelope, fed = Envelope(RATE), 0
    while fed < hours * 3600 * RATE:
        with path.open("rb") as source:
            for block in Decoding(source).blocks():
                envelope.feed(block)
                fed += len(block)
    features = envelope.finish()
    if fed:
        plan_chunks(features)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)
    print(hours, round(peak), round(features.bands.nbytes / 1e6))


if __name__ == "__main__":
    _child(Path(sys.argv[1]), int(sys.argv[2]))

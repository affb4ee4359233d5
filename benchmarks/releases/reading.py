"""Reads a release through `open_release` beside soundfile over the same FLAC bytes, in the same run.

    python -m benchmarks.releases.reading [--clips 2000] [--rounds 5]

Lays out a shard of FLAC clips of 5 s at 16 kHz (about 85 kB each) with its manifest, and reads all of it turn by turn:
by soundfile alone over bytes that are in memory already, and by `open_release` from the folder, which parses the
manifest, finds each clip and decodes it. Prints clips per CPU second of both, and ours over soundfile's as the median
of the rounds: 0.90 is promised. Needs no more than the project; disk: 200 MB.
"""

import argparse
import hashlib
import io
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from shrutik_core.people.traits import Trait
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.manifest.json_lines import write_line
from shrutik_core.releases.manifest.line import ManifestLine, PublishedVote
from shrutik_core.releases.shards.tar_header import end_bytes, member_bytes, padding_bytes, tar_header
from shrutik_datasets.opening import open_release
from shrutik_datasets.zstandard_compressor import ZstandardCompressor

RATE, SECONDS = 16_000, 5
DIFFERENT = 64
TEXT = "আমি বাংলায় গান গাই, আমি বাংলার গান গাই"
PROMISED = 0.90


def sounds():
    """FLAC clips as large as speech."""
    random = np.random.default_rng(0)
    for _ in range(DIFFERENT):
        stream = io.BytesIO()
        soundfile.write(stream, random.laplace(0, 55, RATE * SECONDS).astype(np.int16), RATE, "PCM_16", format="FLAC")
        yield stream.getvalue()


def line(number, offset, sound):
    """What a manifest says of a clip."""
    clip = f"{number:032x}"
    votes = tuple(PublishedVote(f"{vote:032x}", TEXT, 0.97) for vote in range(3))
    return ManifestLine(
        clip, "bench-v1", "bench-v1", "train", "train-00000", offset, len(sound), hashlib.sha256(sound).hexdigest(),
        "cd" * 32, "flac", RATE, 1, 16, RATE * SECONDS, float(SECONDS), TEXT, TEXT, "bn", "bn-read", "CC0-1.0", "1",
        TEXT, clip, clip, 0, 0, RATE * SECONDS, "2026-01-05", dict.fromkeys(map(str, Trait)), 0.93, 0.021, "consensus",
        "network-vote/3", votes, dict.fromkeys(FIGURES, 1.5), (),
    )  # fmt: skip


def lay_out(folder, clips):
    """A release of one shard; the sounds that lie in it, in order."""
    (folder / "shards").mkdir()
    (folder / "manifest").mkdir()
    made, found, lines, at = list(sounds()), [], [], 0
    with (folder / "shards/train-00000.tar").open("wb") as file:
        for number in range(clips):
            sound = made[number % DIFFERENT]
            lines.append(write_line(line(number, at + 512, sound)).encode() + b"\n")
            file.write(tar_header(f"{number:032x}.flac", len(sound)) + sound + bytes(padding_bytes(len(sound))))
            at += member_bytes(len(sound))
            found.append(sound)
        file.write(bytes(end_bytes(at)))
    packed = b"".join(ZstandardCompressor().pack(lines))
    (folder / "manifest/train-00000.jsonl.zst").write_bytes(packed)
    named = f"{hashlib.sha256(packed).hexdigest()}  manifest/train-00000.jsonl.zst\n"
    (folder / "SHA256SUMS").write_text(named, encoding="utf-8")
    return found


def by_soundfile(found):
    for sound in found:
        # Held until the next is there, as whoever reads clips in a loop does.
        samples, _ = soundfile.read(io.BytesIO(sound), dtype="float32")
        assert len(samples) == RATE * SECONDS


def by_us(folder, clips):
    assert sum(1 for _ in open_release(folder, split="train")) == clips


def seconds(work, *arguments):
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clips", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        found = lay_out(folder, wanted.clips)
        ratios = []
        for number in range(wanted.rounds):
            alone, ours = seconds(by_soundfile, found), seconds(by_us, folder, wanted.clips)
            ratios.append(alone / ours)
            told = f"soundfile alone {wanted.clips / alone:6.0f}, open_release {wanted.clips / ours:6.0f}"
            print(f"round {number + 1}: clips per CPU second: {told}, ratio {ratios[-1]:.3f}")
    median = statistics.median(ratios)
    print(f"median ratio {median:.3f}; {PROMISED:.2f} is promised: {'kept' if median >= PROMISED else 'NOT kept'}")


if __name__ == "__main__":
    main()

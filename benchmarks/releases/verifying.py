"""Verifies and cleans folders of releases of two sizes: time, memory, and that memory does not grow with the release.

    python -m benchmarks.releases.verifying [--clips 10000 100000] [--folder DIR]

Lays out sealed releases of clips of half a second (7 kB each) of 2,000 speakers, in shards of 2,000, with the views
`jsonl` and `csv`, signed; and then runs, each in a process of its own: `shrutik release verify`, the same with
`--fast`, `apply-withdrawals` of a hundred clips, and `verify --feed` after it. Prints CPU seconds, MB per CPU second of
what the folder holds, and peak memory. Disk: 1.5 GB at 100,000 clips.
"""

import argparse
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import numpy as np
import soundfile

from benchmarks.releases.reading import RATE, line
from shrutik_core.releases.copies.blank_line import shape_of
from shrutik_core.releases.feed.feed import next_row, write_feed
from shrutik_core.releases.feed.head import FeedHead, sign_head, write_signed_head
from shrutik_core.releases.feed.row import FeedTip
from shrutik_core.releases.manifest.json_lines import write_line
from shrutik_core.releases.release import ReleaseFile
from shrutik_core.releases.release_json import ReleaseCounts, ReleaseFacts
from shrutik_core.releases.shards.recording_json import recording_json
from shrutik_core.releases.shards.tar_header import end_bytes, padding_bytes, tar_header
from shrutik_core.releases.signing.release_key import ReleaseKey, ReleaseSecret
from shrutik_core.releases.splits.ledger import Ledger
from shrutik_core.releases.splits.ledger_lines import write_ledger
from shrutik_core.releases.tree.builder import root_of
from shrutik_core.releases.tree.leaves import file_leaf, line_leaf, manifest_leaf, member_leaf, shard_leaf
from shrutik_core.releases.views.csv import CSV
from shrutik_core.releases.views.jsonl import JSONL
from shrutik_core.releases.views.view import ReleaseAbout
from shrutik_core.releases.views.writing import write_views
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.testing.builders import a_release
from shrutik_core.use_cases.releases.seal_release import SealRelease
from shrutik_core.use_cases.releases.write_shards import WrittenFile
from shrutik_datasets.folder_sink import FolderSink
from shrutik_datasets.zstandard_compressor import ZstandardCompressor
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_system.release_signer import Ed25519ReleaseSigner, public_half

IN_SHARD, SPEAKERS, GONE, DIFFERENT = 2_000, 2_000, 100, 64
SEED = bytes(range(32))
SIGNER = Ed25519ReleaseSigner(ReleaseSecret(ReleaseKey(b"benchkey", public_half(SEED)), SEED))
MEASURED = (
    "import resource, sys\nfrom shrutik_cli.app import run\n"
    "try: run(sys.argv[1:])\nexcept SystemExit as end: code = end.code\n"
    "used = resource.getrusage(resource.RUSAGE_SELF)\n"
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)\nsys.exit(code)"
)


def sounds():
    """Short FLAC clips."""
    random = np.random.default_rng(0)
    for _ in range(DIFFERENT):
        stream = io.BytesIO()
        soundfile.write(stream, random.laplace(0, 55, RATE // 2).astype(np.int16), RATE, "PCM_16", format="FLAC")
        yield stream.getvalue()


def told(number, sound, shard, offset):
    """A clip's line."""
    made = line(number, offset, sound)
    samples = RATE // 2
    return attrs.evolve(
        made, release="bn-read-v1", first_release="bn-read-v1", shard=shard, num_samples=samples,
        duration_s=samples / RATE, end_sample=samples, speaker=f"{number % SPEAKERS:032x}",
    )  # fmt: skip


def members(one, sound):
    """Names and bytes of a clip's two members."""
    return (f"{one.clip}.flac", sound), (f"{one.clip}.json", recording_json(one.clip, shape_of(one)))


def write_shard(folder, shard, numbers, made):
    """A shard and its manifest; its lines, and what is sealed of both."""
    at, leaves, lines = 0, [], []
    with (folder / f"shards/{shard}.tar").open("wb") as file:
        for number in numbers:
            sound = made[number % DIFFERENT]
            lines.append(told(number, sound, shard, at + 512))
            for name, data in members(lines[-1], sound):
                header = tar_header(name, len(data))
                at += file.write(header + data + bytes(padding_bytes(len(data))))
                digests = hashlib.sha256(data).digest(), hashlib.sha256(header).digest()
                leaves.append(member_leaf(name, len(data), *digests))
        file.write(bytes(end_bytes(at)))
    texts = [write_line(one).encode() for one in lines]
    packed = b"".join(ZstandardCompressor().pack(text + b"\n" for text in texts))
    (folder / f"manifest/{shard}.jsonl.zst").write_bytes(packed)
    size = (folder / f"shards/{shard}.tar").stat().st_size
    archive = shard_leaf(f"shards/{shard}.tar", size, len(leaves), root_of(leaves))
    return lines, archive, manifest_leaf(f"manifest/{shard}.jsonl.zst", len(lines), root_of(map(line_leaf, texts)))


def written(folder, path, leaf=None):
    """A file as it is sealed."""
    size = (folder / path).stat().st_size
    with (folder / path).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    leaf = leaf or file_leaf(path, size, bytes.fromhex(sha256))
    return WrittenFile(ReleaseFile(path, path, size, sha256, ""), leaf)


def lay_out(folder, clips):
    """A sealed release."""
    for name in ("shards", "manifest"):
        (folder / name).mkdir(parents=True)
    made, sealed = list(sounds()), []
    shards = [f"train-{number:05}" for number in range(-(-clips // IN_SHARD))]

    def lines():
        for number, shard in enumerate(shards):
            numbers = range(number * IN_SHARD, min((number + 1) * IN_SHARD, clips))
            found, archive, manifest = write_shard(folder, shard, numbers, made)
            sealed.append(written(folder, f"shards/{shard}.tar", archive))
            sealed.append(written(folder, f"manifest/{shard}.jsonl.zst", manifest))
            yield from found

    write_views(lines(), [JSONL, CSV], ReleaseAbout("bn-read-v1", {"train": tuple(shards)}), FolderSink(folder))
    (folder / "splits.jsonl").write_text("".join(write_ledger(Ledger("bn-read"))), "utf-8")
    sealed += [written(folder, name) for name in ("views/jsonl/train.jsonl", "views/csv/metadata.csv", "splits.jsonl")]
    store, release = MemoryBlobStore(), a_release()
    counts = ReleaseCounts(clips, clips * 500, len(shards), 0)
    done = SealRelease(store, SIGNER)(release, sealed, ReleaseFacts((), None, {"shrutik": "1"}, {}), counts)
    for file in done.files:
        if not (folder / file.name).exists():
            with store.open(file.key) as stream:
                (folder / file.name).write_bytes(stream.read())


def write_withdrawals(path, clips):
    """A feed that withdraws some clips."""
    now, rows, tip = datetime.now(UTC), [], FeedTip()
    for number in range(0, clips, clips // GONE):
        rows.append(next_row(tip, now, "bn-read", f"{number:032x}", (1,), WithdrawalReason.RECORDING))
        tip = rows[-1].tip
    head = sign_head(FeedHead("bn-read", tip, 1, now, now + timedelta(days=1)), SIGNER.key, SIGNER.sign)
    path.write_text(write_feed(rows), "utf-8")
    path.with_name(f"{path.name}.head").write_text(write_signed_head(head), "utf-8")


def measured(*arguments):
    """CPU seconds, wall seconds, and MB of memory at the peak of a command."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "release", *map(str, arguments)],
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    cpu, memory = done.stderr.split()[-2:]
    return float(cpu), time.perf_counter() - start, int(memory) / 1024


def run(place, clips):
    """Print a row for each command."""
    folder, feed = place / f"bn-read-{clips}", place / f"feed-{clips}"
    lay_out(folder, clips)
    write_withdrawals(feed, clips)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    key = ("--key", SIGNER.key.text)
    commands = {
        "verify": ("verify", folder, *key),
        "verify --fast": ("verify", folder, *key, "--fast"),
        "apply-withdrawals": ("apply-withdrawals", folder, *key, "--feed", feed),
        "verify --feed": ("verify", folder, *key, "--feed", feed),
    }
    for name, arguments in commands.items():
        cpu, wall, memory = measured(*arguments)
        told = f"{cpu:7.1f} CPU s {wall:7.1f} s {1e6 * cpu / clips:6.0f} µs a clip {size / cpu:7.0f} MB a CPU s"
        print(f"{clips:>8} clips  {name:<18} {told} {memory:6.0f} MB at the peak", flush=True)
    shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clips", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=wanted.folder) as place:
        for clips in wanted.clips:
            run(Path(place), clips)


if __name__ == "__main__":
    main()

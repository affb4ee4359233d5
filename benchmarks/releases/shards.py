"""Fills audio shards beside `tar | tee >(sha256) | zstd -1` over the same clips, in the same run.

    python -m benchmarks.releases.shards [--clips 10000] [--rounds 3] [--folder DIR]

Keeps that many FLAC clips of 5 s at 16 kHz (about 85 kB each) in a blob store, and then, turn by turn: tar of their
files through `zstd -1` into a file, while what tar writes is hashed on its way; and shards of the same clips (planned,
each clip looked at by size and hash, each archive hashed), by one worker and by two. All that is written is written
through to the disk in the time that is told.

The hash beside tar is Python's hashlib, for it uses the processor's instructions for SHA-256 where there are some;
sha256sum of coreutils does not everywhere, takes up to seven times as long then, and would flatter us. Prints CPU
seconds of all processes with their start, seconds, MB per CPU second, and the floor's figures over ours: 0.70 is
promised of the CPU's. Last, clips that are measured per CPU second beside soundfile that decodes and does nothing else.
Needs GNU tar and zstd; disk: 3 GB.
"""

import argparse
import gc
import hashlib
import io
import os
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from shrutik_core.releases.shards.plan import plan_shards
from shrutik_core.releases.shards.recipe import ClipSource, ShardRecipe, planned_clip
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.use_cases.releases.fill_shard import FillShard
from shrutik_core.use_cases.releases.measure_clips import MeasureClips, measure_all
from shrutik_datasets.clip_measurer import SoundFileClipMeasurer
from shrutik_files.blob_store import FileBlobStore
from shrutik_memory.work_pool import MemoryWorkPool
from shrutik_system.work_pool import ProcessWorkPool

RATE, SECONDS = 16_000, 5
SHAPE = SoundShape(RATE, 1, 16, RATE * SECONDS)
DIFFERENT = 64
HASHER = (
    "import hashlib, sys\nd = hashlib.sha256()\n"
    "while b := sys.stdin.buffer.read(1 << 20): d.update(b)\nprint(d.hexdigest())"
)


def sounds():
    """FLAC clips as large as speech."""
    random = np.random.default_rng(0)
    for _ in range(DIFFERENT):
        stream = io.BytesIO()
        samples = random.laplace(0, 55, SHAPE.num_samples).astype(np.int16)
        soundfile.write(stream, samples, RATE, "PCM_16", format="FLAC")
        yield stream.getvalue()


def keep(store, count):
    """So many clips by pseudonym; written as files, for the store's own way is durable and takes its time."""
    made = [(data, hashlib.sha256(data).hexdigest()) for data in sounds()]
    (store / "clips").mkdir(parents=True)
    for number in range(count):
        data, sha256 = made[number % DIFFERENT]
        name = hashlib.sha256(str(number).encode()).hexdigest()[:32]
        (store / "clips" / name).write_bytes(data)
        yield name, StoredBlob(f"clips/{name}", len(data), sha256)


def usage(processes):
    """CPU seconds of processes and of those that they waited for, once all have ended."""
    spent = 0.0
    for process in processes:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, process.args
        spent += used.ru_utime + used.ru_stime
    return spent


def floor(folder):
    """CPU seconds and seconds of tar, tee, hash and zstd."""
    fifo, out = folder / "fifo", folder / "floor.tar.zst"
    os.mkfifo(fifo)
    begun = time.perf_counter()
    # Each is a child of ours, so that its time is counted: a shell does not wait for what it substitutes.
    hasher = subprocess.Popen(["bash", "-c", f"exec '{sys.executable}' -c '{HASHER}' < '{fifo}' > /dev/null"])
    tar = subprocess.Popen(["tar", "-c", "-C", str(folder / "store"), "clips"], stdout=subprocess.PIPE)
    tee = subprocess.Popen(["tee", str(fifo)], stdin=tar.stdout, stdout=subprocess.PIPE)
    zstd = subprocess.Popen(["zstd", "-1", "-q", "-T1", "-o", str(out)], stdin=tee.stdout)
    tar.stdout.close()
    tee.stdout.close()
    spent = usage([tar, tee, hasher, zstd])
    with out.open("rb") as file:
        os.fsync(file.fileno())
    took = time.perf_counter() - begun
    fifo.unlink()
    out.unlink()
    return spent, took


def ours(folder, workers):
    """CPU seconds and seconds of a process that plans the shards and fills them."""
    command = [sys.executable, "-m", "benchmarks.releases.shards", "--fill", str(folder), "--workers", str(workers)]
    begun = time.perf_counter()
    spent = usage([subprocess.Popen(command)])
    took = time.perf_counter() - begun
    shutil.rmtree(folder / "store" / "shards")
    return spent, took


def fill(folder, workers):
    """Plan the shards of the folder's clips and fill them."""
    store = FileBlobStore(folder / "store")
    sources = {name: ClipSource(SHAPE, blob) for name, blob in stored(folder)}
    gc.freeze()
    shards = plan_shards(planned_clip(name, "train", source) for name, source in sources.items())
    recipes = (
        ShardRecipe(shard, tuple(sources[clip.clip] for clip in shard.clips), f"shards/{shard.name}.tar")
        for shard in shards
    )
    for _ in ProcessWorkPool(workers).each(FillShard(store), recipes):
        pass


def stored(folder):
    """The clips of a folder as they were kept."""
    with (folder / "clips.pickle").open("rb") as file:
        return pickle.load(file)


def row(name, size, runs, floors):
    """A line of the table: medians of the rounds, and the floor's over them."""
    cpu, wall = (statistics.median(column) for column in zip(*runs, strict=True))
    floor_cpu, floor_wall = (statistics.median(column) for column in zip(*floors, strict=True))
    ratios = f"{floor_cpu / cpu:>10.2f} {floor_wall / wall:>11.2f}"
    print(f"{name:<34} {cpu:>7.2f} {wall:>9.2f} {size / 1e6 / cpu:>12.0f} {ratios}")


def measure(folder, count=1_500):
    """Print clips measured a CPU second, and clips that soundfile decodes."""
    store = FileBlobStore(folder / "store")
    clips = [blob for _, blob in stored(folder)[:count]]
    work = MeasureClips(store, SoundFileClipMeasurer())
    for name, run in (
        ("soundfile alone", lambda: [soundfile.read(folder / "store" / clip.key, dtype="int16") for clip in clips]),
        ("measured", lambda: list(measure_all(MemoryWorkPool(), work, clips))),
    ):
        begun = time.process_time()
        run()
        print(f"{name:<34} {len(clips) / (time.process_time() - begun):>7.0f} clips per CPU second")


def compare(folder, clips, rounds):
    """Print the table."""
    kept = list(keep(folder / "store", clips))
    with (folder / "clips.pickle").open("wb") as file:
        pickle.dump(kept, file)
    size = sum(blob.size for _, blob in kept)
    print(f"{clips} clips, {size / 1e6:.0f} MB, medians of {rounds} rounds")
    runs = {"tar | tee >(hashlib) | zstd -1": [], "shards, one worker": [], "shards, two workers": []}
    floors, one, two = runs.values()
    for _ in range(rounds):
        # Nobody waits for another's bytes to reach the disk.
        for told, run in (
            (floors, lambda: floor(folder)),
            (one, lambda: ours(folder, 1)),
            (two, lambda: ours(folder, 2)),
        ):
            os.sync()
            told.append(run())
    print(f"{'':<34} {'CPU s':>7} {'seconds':>9} {'MB per CPU s':>12} {'of it, CPU':>10} {'of it, wall':>11}")
    for name, told in runs.items():
        row(name, size, told, floors)
    measure(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to write; one for temporary files if left out")
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        fill(options.fill, options.workers)
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        compare(Path(folder), options.clips, options.rounds)


if __name__ == "__main__":
    main()

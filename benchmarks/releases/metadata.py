"""Metadata of a large release: the manifest and every view without sound, by two processes.

The clips are made up: real sentences' lengths, 2,000 clips a shard, one speaker for each 250 clips, three votes each.
"""

import argparse
import os
import random
import resource
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa

from shrutik_core.people.traits import Trait
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.manifest.json_lines import read_line, write_line
from shrutik_core.releases.manifest.line import ManifestLine, PublishedVote
from shrutik_core.releases.views.view import ReleaseAbout
from shrutik_core.releases.views.writing import write_views
from shrutik_datasets.folder_sink import FolderSink
from shrutik_datasets.view_catalogue import text_views

PER_SHARD = 2_000
PER_SPEAKER = 250
SAMPLE = 10_000
"""Clips by which the cost of each view is measured, in one process."""
WORDS = (
    *("আমি", "বাংলায়", "গান", "গাই", "সকালে", "নদীর", "ধারে", "হাঁটতে", "যাই", "তারপর", "বাজার", "থেকে", "মাছ", "আর"),
    *("সবজি", "কিনে", "বাড়ি", "ফিরি"),
)
TRAITS = {**dict.fromkeys(map(str, Trait)), "age": "twenties", "gender": "female", "accent": "ঢাকা"}
QUALITY = dict.fromkeys(FIGURES, -21.5)


def planned(clips: int) -> ReleaseAbout:
    """The shards: of ten, one is dev and one test."""
    shards: dict[str, list[str]] = {"train": [], "dev": [], "test": []}
    for place in range(max(1, clips // PER_SHARD)):
        split = {8: "dev", 9: "test"}.get(place % 10, "train")
        shards[split].append(f"{split}-{len(shards[split]):05}")
    return ReleaseAbout("bn-made-v1", {split: tuple(names) for split, names in shards.items()})


def made_up(shard: str, clips: int = PER_SHARD) -> Iterator[ManifestLine]:
    """The clips of one shard."""
    chance = random.Random(shard)
    split, start = shard.split("-", maxsplit=1)[0], int(chance.random() * 1e9)
    speakers = [f"{chance.getrandbits(128):032x}" for _ in range(clips // PER_SPEAKER + 1)]
    names = sorted(f"{chance.getrandbits(128):032x}" for _ in range(clips))
    for place, clip in enumerate(names):
        text = " ".join(chance.choices(WORDS, k=chance.randint(4, 12)))
        samples = chance.randint(20_000, 160_000)
        votes = tuple(PublishedVote(speakers[n % len(speakers)], text, 0.9) for n in range(3))
        yield ManifestLine(
            *(clip, "bn-made-v1", "bn-made-v1", split, shard, 512 + place * 60_000, 59_000, clip * 2, clip * 2, "flac"),
            *(16_000, 1, 16, samples, round(samples / 16_000, 6), text, text, "bn", "bn-read", "CC0-1.0", "1", text),
            *(speakers[place % len(speakers)], clip, place, start, start + samples, "2026-01-05", TRAITS, 0.93, 0.021),
            *("consensus", "network-vote/3", votes, QUALITY, (), False),
        )


def write_manifest(folder: Path, shards: list[str]) -> tuple[float, float]:
    """The manifest of these shards; CPU seconds, and of them those that made the clips up."""
    begun, making = time.process_time(), 0.0
    for shard in shards:
        before = time.process_time()
        clips = list(made_up(shard))
        making += time.process_time() - before
        with pa.CompressedOutputStream(str(folder / f"{shard}.jsonl.zst"), "zstd") as file:
            for clip in clips:
                file.write(write_line(clip).encode() + b"\n")
    return time.process_time() - begun, making


def read_manifest(folder: Path, about: ReleaseAbout) -> Iterator[ManifestLine]:
    """All its lines, in order."""
    for shards in about.shards.values():
        for shard in shards:
            with pa.CompressedInputStream(str(folder / f"{shard}.jsonl.zst"), "zstd") as file:
                yield from map(read_line, file.read().removesuffix(b"\n").split(b"\n"))


def write_some(folder: Path, about: ReleaseAbout, names: list[str]) -> tuple[float, float]:
    """These views from the manifest; CPU seconds, and the most memory that the process has had, MB."""
    found = text_views()
    write_views(read_manifest(folder / "manifest", about), [found[name] for name in names], about, FolderSink(folder))
    return time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def costs(folder: Path) -> dict[str, float]:
    """CPU microseconds a clip, of each view by itself and of the manifest."""
    clips = [clip for shard in planned(SAMPLE).shards["train"] for clip in made_up(shard)]
    about = planned(SAMPLE)
    lines = [write_line(clip).encode() for clip in clips]
    found = {}

    def measure(name, work):
        work()
        best = min(timed(work) for _ in range(3))
        found[name] = best / len(clips) * 1e6

    measure("write a line", lambda: [write_line(clip) for clip in clips])
    measure("read a line", lambda: list(map(read_line, lines)))
    for name, view in text_views().items():

        def write(view=view):
            shutil.rmtree(folder / "sample", ignore_errors=True)
            write_views(clips, [view], about, FolderSink(folder / "sample"))

        measure(name, write)
    shutil.rmtree(folder / "sample", ignore_errors=True)
    return found


def timed(work) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def shared_out(found: dict[str, float], workers: int) -> list[list[str]]:
    """The views for each process, so that all have about as much to do."""
    groups: list[list[str]] = [[] for _ in range(workers)]
    for name in sorted(text_views(), key=found.__getitem__, reverse=True):
        min(groups, key=lambda group: sum(found[one] for one in group)).append(name)
    return groups


def run(clips: int, workers: int, folder: Path, found: dict[str, float]) -> None:
    about = planned(clips)
    shards = [shard for names in about.shards.values() for shard in names]
    count = len(shards) * PER_SHARD
    (folder / "manifest").mkdir(parents=True)
    with ProcessPoolExecutor(workers, get_context("spawn"), max_tasks_per_child=1) as pool:
        begun = time.perf_counter()
        turns = [shards[place::workers] for place in range(workers)]
        parts = list(pool.map(write_manifest, [folder / "manifest"] * workers, turns))
        manifest = time.perf_counter() - begun
        groups = shared_out(found, workers)
        written = list(pool.map(write_some, [folder] * workers, [about] * workers, groups))
        whole = time.perf_counter() - begun
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    cpu, making = (sum(part[n] for part in parts) for n in range(2))
    views = sum(part[0] for part in written)
    print(f"{count:,} clips, {workers} processes, load {os.getloadavg()[0]:.1f}, {size / 1e6:,.0f} MB written")
    print(f"  manifest {manifest:6.1f} s (CPU {cpu:.1f} s, of which {making:.1f} s make the clips up)")
    print(f"  views    {whole - manifest:6.1f} s (CPU {views:.1f} s)")
    print(f"  whole    {whole:6.1f} s, CPU {cpu + views:.1f} s, {(cpu + views) / count * 1e6:.0f} µs a clip")
    for (_, memory), group in zip(written, groups, strict=True):
        print(f"  most memory {memory:.0f} MB: {', '.join(group)}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--clips", type=int, nargs="+", default=[10_000, 1_000_000], help="how many, one run each")
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--folder", type=Path, required=True, help="is made, and removed at the end; 5 GB for 1 million")
    given = asked.parse_args()
    given.folder.mkdir()
    try:
        found = costs(given.folder)
        for name, cost in found.items():
            print(f"{name:<14}{cost:6.1f} µs a clip")
        for clips in given.clips:
            run(clips, given.workers, given.folder / str(clips), found)
            shutil.rmtree(given.folder / str(clips))
    finally:
        shutil.rmtree(given.folder)


if __name__ == "__main__":
    main()

"""Peak memory and time of `shrutik consensus` on millions of synthetic rows in random order.

    python -m benchmarks.consensus.scale --rows 10000000 --folder /somewhere/with/room

Every item is a sentence of 4 to 8 words of a made-up lexicon; five workers hear it and get each word wrong with
the rate of their worker (2 to 20 %). Rows are written in an order that has nothing to do with items. The command
runs in a process of its own; its peak resident set is what the kernel counted (``ru_maxrss``).
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

VOTES = 5
WORKERS = 5000
LEXICON = 20_000
CHUNK = 200_000
STEP = 2_654_435_761  # a prime: rows n * STEP mod rows visit each row once, far apart


def lexicon(rng):
    letters = np.array(list("কখগঘচছজঝটঠডঢতথদধনপফবভমযরলশষসহ"))
    signs = np.array(["", "া", "ি", "ী", "ু", "ে", "ো"])
    shape = (LEXICON, 3)
    syllables = np.char.add(
        letters[rng.integers(len(letters), size=shape)], signs[rng.integers(len(signs), size=shape)]
    )
    return np.array(["".join(row) for row in syllables])


def write_rows(path, rows, seed):
    rng = np.random.default_rng(seed)
    words = lexicon(rng)
    rates = rng.uniform(0.02, 0.2, WORKERS)
    with path.open("w", encoding="utf-8") as file:
        file.write("item,worker,text\n")
        for start in range(0, rows, CHUNK):
            number = np.arange(start, min(rows, start + CHUNK), dtype=np.int64) * STEP % rows
            item, vote = number // VOTES, number % VOTES
            worker = (item * 31 + vote * 977) % WORKERS
            length = 4 + (item * 7) % 5
            place = np.arange(8, dtype=np.int64)
            said = (item[:, None] * 7919 + place * 104_729 + item[:, None] // 13 * place) % LEXICON
            wrong = rng.random(said.shape) < rates[worker][:, None]
            said = np.where(wrong, (said + 1 + rng.integers(3, size=said.shape)) % LEXICON, said)
            for i, w, n, row in zip(item, worker, length, words[said], strict=True):
                file.write(f"clip-{i:08d},w{w:04d},{' '.join(row[: int(n)])}\n")


def run(command, environment):
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return time.perf_counter() - began, done, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--method", default="fitted")
    parser.add_argument("--seed", type=int, default=20261122)
    given = parser.parse_args()
    source, out = given.folder / f"scale-{given.rows}.csv", given.folder / "scale-out.csv"
    if not source.exists():
        write_rows(source, given.rows, given.seed)
    root = Path(__file__).parents[2] / "src"
    folders = os.pathsep.join(map(str, (root, root / "adapters", root / "entrypoints")))
    program = (
        "import typer; from shrutik_cli.commands.consensus import consensus; "
        "app = typer.Typer(add_completion=False); app.command()(consensus); app()"
    )
    command = [sys.executable, "-c", program, str(source), "--out", str(out), "--language", "bn"]
    command += ["--workers", str(given.folder / "scale-workers.csv"), "--method", given.method]
    seconds, done, peak = run(command, os.environ | {"PYTHONPATH": folders})
    scale = 1 if platform.system() == "Darwin" else 1024
    print(done.stdout.strip() or done.stderr.strip())
    print(
        f"rows {given.rows:,}  file {source.stat().st_size / 2**20:,.0f} MiB  peak RSS {peak * scale / 2**20:,.0f} MiB"
        f"  {seconds:,.0f} s  {given.rows / VOTES / seconds:,.0f} items/s  exit {done.returncode}"
    )


if __name__ == "__main__":
    main()

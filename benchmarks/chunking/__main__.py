"""The chunker's table: cuts in words, speed and memory, beside peers in the same run.

The judge, the conditions and the speech lie beside the repository, not in it:
``python -m benchmarks.chunking --shared ../shared [--parts accuracy speed memory] [--speech DIR] [--peers ours ...]``.
"""

import argparse
import importlib.util
import json
import tempfile
from pathlib import Path

import numpy as np
import soundfile as sf

from benchmarks.chunking import peers as chunking_peers
from benchmarks.chunking import speed as chunking_speed

ROWS = {
    "clean, reverb, clip, quiet, drift, fan": (
        ["clean", "reverb0.4", "reverb0.8", "clip", "quiet", "drift", "step"],
        "0.2",
    ),
    "stationary noise, 5 dB or more": (
        [f"{noise}{ratio}" for noise in ("white", "pink", "hum") for ratio in (30, 20, 10, 5)],
        "0.2",
    ),
    "stationary noise, 0 dB": (["white0", "pink0", "hum0"], "0.3"),
    "babble 20 dB": (["babble20"], "0.5"),
    "babble 10 dB": (["babble10"], "2.0"),
    "babble 5 dB": (["babble5"], "7.0"),
    "babble 0 dB": (["babble0"], "-"),
    "run-on, clean": (["clean"], "25"),
    "run-on, pink 20 dB, reverb": (["pink20", "reverb0.4"], "-"),
}


def tool(shared, name):
    spec = importlib.util.spec_from_file_location(name, shared / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def passages(folder):
    """(name, samples, truth) of every passage; those without pauses have run in their name."""
    for path in sorted(folder.glob("*.flac")):
        samples, rate = sf.read(path)
        if rate != chunking_peers.RATE:
            raise SystemExit(f"{path} is not at {chunking_peers.RATE} Hz")
        yield path.stem, samples, json.loads(path.with_suffix(".json").read_text())


def figures(shared, speech, chunkers, seeds, most):
    """(row, chunker) -> the judge's figures, one for each passage, condition and seed."""
    degrade, judge = tool(shared, "degrade"), tool(shared, "score_chunks")
    every = list(passages(speech))
    talkers = [samples for _, samples, _ in every]
    table = {}
    for row, (conditions, _) in ROWS.items():
        for name, samples, truth in every:
            if ("run" in name) != row.startswith("run-on"):
                continue
            for condition, seed in ((c, s) for c in conditions[:most] for s in range(seeds)):
                worse = degrade.degrade(samples, chunking_peers.RATE, condition, seed, talkers)
                for chunker, chunk in chunkers.items():
                    found = judge.score(chunk(worse), truth["words"], truth["dur"])
                    table.setdefault((row, chunker), []).append(found | {"minutes": truth["dur"] / 60})
    return table


def accuracy(shared, speech, chunkers, seeds, most):
    table = figures(shared, speech, chunkers, seeds, most)
    print("cuts inside a word, per cent of cuts (cuts; cuts a minute)")
    print(f"{'condition':40}{'wanted':>8}" + "".join(f"{name:>24}" for name in chunkers))
    for row, (_, wanted) in ROWS.items():
        cells = [cell(table[row, name]) for name in chunkers if (row, name) in table]
        print(f"{row:40}{wanted:>8}" + "".join(f"{text:>24}" for text in cells))
    print(f"\n{'chunker':24}{'3-8 s %':>8}{'lost %':>8}{'outside %':>10}   (all rows but run-on)")
    for name in chunkers:
        every = [f for (row, who), fs in table.items() if who == name and row[:3] != "run" for f in fs]
        share = {key: np.mean([f[key] for f in every]) for key in ("middle", "lost", "outside")}
        print(f"{name:24}{share['middle']:8.1f}{share['lost']:8.2f}{share['outside']:10.2f}")


def cell(found):
    inside, cuts = sum(f["cuts_in_words"] for f in found), sum(f["cuts"] for f in found)
    return f"{100 * inside / cuts:.1f} ({cuts}; {cuts / sum(f['minutes'] for f in found):.1f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[3] / "shared")
    parser.add_argument("--speech", type=Path, help="a folder of FLAC with JSON truths; the shared one by default")
    parser.add_argument("--parts", nargs="+", default=["accuracy", "speed", "memory"])
    parser.add_argument("--peers", nargs="+", help="which chunkers; all that are here by default")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--most", type=int, help="only so many conditions of each row, for a quick look")
    args = parser.parse_args()
    speech = args.speech or args.shared / "data" / "speech" / "dev"
    chunkers = {k: v for k, v in chunking_peers.available().items() if not args.peers or k in args.peers}
    if "accuracy" in args.parts:
        accuracy(args.shared, speech, chunkers, args.seeds, args.most)
    with tempfile.TemporaryDirectory() as name:
        folder, (_, samples, _) = Path(name), next(passages(speech))
        if "speed" in args.parts:
            chunking_speed.speed_table(folder, samples, chunking_peers.RATE)
            chunking_speed.writing_table(folder, samples, chunking_peers.RATE)
        elif "memory" in args.parts:
            chunking_speed.make_files(folder, samples, chunking_peers.RATE, 300)
        if "memory" in args.parts:
            chunking_speed.memory_table(folder)


if __name__ == "__main__":
    main()

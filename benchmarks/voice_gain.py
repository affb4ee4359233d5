"""What one more voice is worth, and whether the estimate that decisions use says so.

    python benchmarks/voice_gain.py [--items 600] [--seed 20261122]

On CrowdSpeech dev-clean (looked for beside the project, in ../shared/data/crowdspeech). Each item's voices are put
in a random order; texts are agreed from the first n, for n = 1 to 7, by the corpus as a whole. Printed for each n: WER,
share of word errors that voice n + 1 removed, the share that the estimate takes, and the word errors per item that
the estimate promised against those really removed.
"""

import argparse
import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from shrutik_core.consensus import aggregate_corpus
from shrutik_core.consensus.gain import gain, removed_share
from shrutik_core.shared.texts import words

DATA = Path(__file__).parents[2] / "shared" / "data" / "crowdspeech"


def table(name):
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=600)
    parser.add_argument("--seed", type=int, default=20261122)
    given = parser.parse_args()
    if not DATA.is_dir():
        raise SystemExit(f"CrowdSpeech is not at {DATA}.")
    rng = np.random.default_rng(given.seed)
    truth = {row["item"]: words(row["text"]) for row in table("dev-clean_gt.csv")}
    voices = defaultdict(list)
    for row in table("dev-clean.csv"):
        voices[row["item"]].append((row["item"], row["worker"], row["text"]))
    chosen = sorted(voices)
    chosen = [chosen[i] for i in rng.permutation(len(chosen))[: given.items]]
    order = {item: [voices[item][i] for i in rng.permutation(len(voices[item]))] for item in chosen}
    wrong, promised, wer = [], [], []
    for n in range(1, 8):
        found = aggregate_corpus([row for item in chosen for row in order[item][:n]]).items
        edits = np.array([Levenshtein.distance(truth[item], words(found[item].text)) for item in chosen])
        wrong.append(edits)
        wer.append(100 * np.mean([e / len(truth[item]) for e, item in zip(edits, chosen, strict=True)]))
        promised.append(np.array([gain(found[item]) for item in chosen]))
    print("voices    WER  removed by one more  estimate   words promised  really removed")
    for n in range(6):
        removed = wrong[n].mean() - wrong[n + 1].mean()
        print(
            f"{n + 1:>6} {wer[n]:6.2f} {removed / wrong[n].mean():>20.3f} {removed_share(n + 1):>9.3f}"
            f" {promised[n].mean():>16.3f} {removed:>15.3f}"
        )
    print(f"{7:>6} {wer[6]:6.2f}")
    both = np.concatenate(promised[:6]), np.concatenate([wrong[n] - wrong[n + 1] for n in range(6)])
    print("by promise, in fifths: promised / removed words per item")
    for part in np.array_split(np.argsort(both[0]), 5):
        print(f"  {both[0][part].mean():.3f} / {both[1][part].mean():.3f}")


if __name__ == "__main__":
    main()

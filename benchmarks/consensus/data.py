"""The CrowdSpeech development split as the benchmarks read it; it lies beside the repository, not in it."""

import csv
import sys
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "crowdspeech"
FOLDS = 5


def rows(name):
    path = FOLDER / name
    if not path.exists():
        sys.exit(f"{path} is not there: the benchmark needs the CrowdSpeech dev-clean files beside the repository.")
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def crowd():
    """(item, worker, text) of every transcription."""
    return [(row["item"], row["worker"], row["text"]) for row in rows("dev-clean.csv")]


def truth():
    """Item -> what was said."""
    return {row["item"]: row["text"] for row in rows("dev-clean_gt.csv")}


def folds(items, seed=0):
    """The fold, 0 to FOLDS - 1, of each item, by its place in sorted order."""
    order = sorted(items)
    drawn = np.random.default_rng(seed).permutation(len(order)) % FOLDS
    return dict(zip(order, drawn.tolist(), strict=True))

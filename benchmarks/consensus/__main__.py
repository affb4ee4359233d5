"""The figures of the consensus on CrowdSpeech dev-clean, beside crowd-kit and medoids in the same process.

python -m benchmarks.consensus [accuracy] [early] [gain] [spam] [speed] [bengali] [--json FILE]

Fitted figures are by 5-fold cross-validation over items: the vote and the calibration that judge a clip never saw
it, nor that clip in a spoilt crowd. The vote without labels is the shipped one; its confidence is cross-validated too.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from benchmarks.consensus import bengali as consensus_bengali
from benchmarks.consensus import data, rivals, worlds
from benchmarks.consensus import early as consensus_early
from benchmarks.consensus import gain as consensus_gain
from benchmarks.consensus import speed as consensus_speed
from benchmarks.consensus.folds import Folded
from benchmarks.consensus.score import score, shown
from benchmarks.training.fit_consensus import corpora
from shrutik_core.shared.texts import words

BINS = 10
FEW_VOTES = (1, 2, 3, 4, 5, 6)
LIMITS = (0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15)
"""Expected word error rates at which clips stop."""

PARTS = ("accuracy", "early", "gain", "spam", "speed", "bengali")


def ranked_by(expected, truth, texts):
    """The shares accepted if clips are taken in the order of their expected WER, as a policy's `accept_wer` does."""
    ranked = score(truth, texts, {item: -wer for item, wer in expected.items()})
    return {f"{name} by WER": ranked[name] for name in ("at 1%", "at 2%", "at 5%")}


def accuracy(folded):
    """WER, exact, coverage, AUROC and calibration error of every method."""
    table = {}
    for name, method in (
        ("random vote", lambda groups: {g[0][0]: g[0][2] for g in worlds.first_votes(groups, 1)}),
        ("difflib medoid", rivals.difflib_medoid),
        ("word medoid", rivals.word_medoid),
        ("crowd-kit ROVER", rivals.rover),
    ):
        table[name] = score(folded.truth, method(folded.groups))
    for name, fitted in (("ours, no labels", False), ("ours, fitted (CV)", True)):
        texts, confidence, expected = folded.results(0, fitted=fitted)
        table[name] = score(folded.truth, texts, confidence) | ranked_by(expected, folded.truth, texts)
    for row in data.rows("dev-clean_paper.csv")[:1]:
        for column in (name for name in row if name.endswith("_result")):
            texts = {r["item"]: r[column] for r in data.rows("dev-clean_paper.csv")}
            table[f"paper: {column.removesuffix('_result')}"] = score(folded.truth, texts)
    return table


def calibration(folded):
    """Confidence against how often the text was exactly right, in ten bins of equal count."""
    texts, confidence, _ = folded.results(0, fitted=True)
    right = {item: words(texts[item]) == words(truth) for item, truth in folded.truth.items()}
    bins = np.array_split(sorted(right, key=confidence.get), BINS)
    return {
        f"bin {place + 1}": {
            "confidence": float(np.mean([confidence[item] for item in one])),
            "exactly right": float(np.mean([right[item] for item in one])),
        }
        for place, one in enumerate(bins)
    }


def asked_in_turn(folded):
    """Our results by the number of votes, in an order that is drawn once."""
    steps = {count: folded.results(folded.extra[count], fitted=True) for count in FEW_VOTES}
    return {**steps, 7: folded.results(0, fitted=True)}


def early(folded):
    """WER by mean votes when clips stop at an expected WER; the order of votes is drawn once."""
    steps = {count: step for count, step in asked_in_turn(folded).items() if count > 1}
    return consensus_early.table(folded.truth, steps, LIMITS)


def gain(folded):
    """What one more vote removes, beside what the estimate promises."""
    return consensus_gain.table(folded.truth, asked_in_turn(folded))


def spoilt():
    """Crowds in which 20 or 40 % of the workers are spam, or two groups of 10 % of the workers each copy."""
    rows, out = data.crowd(), {}
    for share in (0.2, 0.4):
        for kind in ("random", "copy"):
            out[f"{share:.0%} {kind}"] = worlds.grouped(worlds.spammed(rows, share, kind))
    out["2 x 10% collude"] = worlds.grouped(worlds.colluding(rows, 0.1))
    return out


def spam(folded):
    """WER without labels and fitted in each spoilt crowd; whom to trust is learnt in the spoilt crowd itself."""
    return {
        name: {
            label: score(folded.truth, folded.results(folded.extra[name], fitted=fitted)[0])["wer"]
            for label, fitted in (("no labels", False), ("fitted (CV)", True))
        }
        for name in folded.extra
        if name not in FEW_VOTES
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--json", type=Path, help="write the figures here too")
    args = parser.parse_args()
    found = {}
    if {"accuracy", "early", "gain", "spam"} & set(args.parts):
        groups, fewer, truths, items = corpora(0)
        extra = {count: worlds.first_votes(groups, count) for count in FEW_VOTES if {"early", "gain"} & set(args.parts)}
        extra |= spoilt() if "spam" in args.parts else {}
        folded = Folded.fit(groups, fewer, extra, truths, items)
        if "accuracy" in args.parts:
            found |= {"accuracy": accuracy(folded), "calibration": calibration(folded)}
        parts = (("early", early), ("gain", gain), ("spam", spam))
        found |= {name: make(folded) for name, make in parts if name in args.parts}
    if "speed" in args.parts:
        found["speed"] = consensus_speed.table()
    if "bengali" in args.parts:
        found |= consensus_bengali.tables()
    for name, table in found.items():
        print(f"\n## {name}\n{shown(table)}")
    if args.json:
        args.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()

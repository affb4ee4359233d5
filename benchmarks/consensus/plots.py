"""Draws the plots of docs/explanation/consensus.md from the figures that benchmarks/consensus wrote.

python -m benchmarks.consensus accuracy early --json FIGURES.json
python -m benchmarks.consensus.plots FIGURES.json
"""

import json
import sys
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "figures"
INK, QUIET = "#1b5e7a", "#b9c4c9"


def methods(table):
    """WER of each method as bars."""
    names = sorted(table, key=lambda name: -table[name]["wer"])
    figure, axes = plt.subplots(figsize=(6.4, 0.36 * len(names) + 0.8))
    values = [table[name]["wer"] for name in names]
    axes.barh(names, values, color=[INK if name.startswith("ours") else QUIET for name in names])
    for place, value in enumerate(values):
        axes.text(value + 0.1, place, f"{value:.2f}", va="center", fontsize=8)
    axes.set_xlabel("word error rate, per cent (dev-clean)")
    _save(figure, axes, "consensus_methods.svg")


def early(table):
    """WER by mean number of votes when clips stop early."""
    points = sorted((row["votes"], row["wer"]) for row in table.values())
    figure, axes = plt.subplots(figsize=(6.4, 3.2))
    axes.plot(*zip(*points, strict=True), marker="o", color=INK)
    axes.set_xlabel("mean votes asked for")
    axes.set_ylabel("word error rate, per cent")
    _save(figure, axes, "consensus_early.svg")


def reliability(bins):
    """Confidence against how often the text was exactly right."""
    figure, axes = plt.subplots(figsize=(4.2, 4.0))
    axes.plot([0, 1], [0, 1], color=QUIET)
    points = [(row["confidence"], row["exactly right"]) for row in bins.values()]
    axes.plot(*zip(*points, strict=True), marker="o", color=INK)
    axes.set_xlabel("confidence")
    axes.set_ylabel("share exactly right")
    _save(figure, axes, "consensus_calibration.svg")


def _save(figure, axes, name):
    axes.spines[["top", "right"]].set_visible(False)
    FIGURES.mkdir(parents=True, exist_ok=True)
    figure.savefig(FIGURES / name, bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
    print("wrote", FIGURES / name)


def main():
    mpl.rcParams |= {"svg.hashsalt": "shrutik", "font.size": 9}
    found = json.loads(Path(sys.argv[1]).read_text())
    methods(found["accuracy"])
    early(found["early"])
    reliability(found["calibration"])


if __name__ == "__main__":
    main()

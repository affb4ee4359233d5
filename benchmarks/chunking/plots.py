"""Draws the figures of docs/explanation/chunking.md: loudness, cost and cuts on speech with known words.

``python -m benchmarks.chunking.plots --shared ../shared``; writes PNG into docs/explanation/figures.
"""

import argparse
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from benchmarks.chunking import __main__ as chunking
from shrutik_core.chunking import Features, plan_chunks
from shrutik_core.chunking.loudness import loudness
from shrutik_core.chunking.pauses import cutting_cost
from shrutik_core.chunking.risk import word_risk

RATE = 16_000
FIGURES = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "figures"


def draw(name, samples, words, window, title):
    """Waveform with its words, scores and cost, with the cuts that were planned over the whole recording."""
    features = Features.of(samples.astype(np.float32), RATE)
    near = loudness(features).near
    risk = word_risk(features, near)
    times = (features.origin + np.arange(len(near)) * features.hop) / RATE
    cuts = [chunk.span.end / RATE for chunk in plan_chunks(features).chunks[:-1]]
    figure, (wave, scores) = plt.subplots(2, 1, figsize=(9, 4.2), sharex=True, layout="constrained")
    every = np.arange(0, len(samples), 16)
    wave.plot(every / RATE, samples[every], lw=0.3, color="0.35", rasterized=True)
    for start, end in words:
        wave.axvspan(start, end, color="tab:blue", alpha=0.15, lw=0)
    scores.plot(times, near, lw=0.8, color="0.6", label="loudness between noise and speech")
    scores.plot(times, risk, lw=0.8, color="tab:green", label="likely inside a word")
    scores.plot(times, cutting_cost(near, risk), lw=1.2, color="tab:red", label="cost of a cut")
    for axis in (wave, scores):
        for cut in cuts:
            axis.axvline(cut, color="black", lw=1.2, ls="--")
    wave.set(title=title, ylabel="waveform, words", xlim=window)
    scores.set(xlabel="seconds", ylim=(-0.02, 1.05))
    scores.legend(loc="upper right", fontsize="small", ncols=3)
    figure.savefig(FIGURES / f"{name}.png", dpi=90, metadata={"Software": None})
    plt.close(figure)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[3] / "shared")
    shared = parser.parse_args().shared
    mpl.use("Agg")
    FIGURES.mkdir(parents=True, exist_ok=True)
    degrade = chunking.tool(shared, "degrade").degrade
    speech = {name: (samples, truth) for name, samples, truth in chunking.passages(shared / "data/speech/dev")}
    scenes = (
        ("chunking-clean", "dev_en_a", "clean", (20, 44), "English, clean"),
        ("chunking-pink0", "dev_en_a", "pink0", (20, 44), "the same under pink noise at 0 dB"),
        ("chunking-run-on", "dev_runon_hi", "clean", (20, 32), "Hindi without pauses"),
    )
    for name, passage, condition, window, title in scenes:
        samples, truth = speech[passage]
        draw(name, degrade(samples, RATE, condition), truth["words"], window, title)


if __name__ == "__main__":
    main()

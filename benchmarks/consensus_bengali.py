"""A made crowd of Bengali typists on real sentences: no crowd data exists, so errors and judge come from one hand."""

import runpy
from pathlib import Path

import consensus_rivals as rivals
import numpy as np
from consensus_score import score
from consensus_worlds import grouped

from shrutik_core.consensus import aggregate_corpus
from shrutik_core.testing.crowds import Crowd, Mistyper

ROOT = Path(__file__).resolve().parents[1]
WORLDS, PEOPLE, VOICES = 5, 30, 7
"""Crowds drawn, people in each, voices for each sentence; word error rates are drawn from Beta(2, 8): mean .2."""


def sentences():
    """The project's own Bengali sentences, each once."""
    listed = runpy.run_path(str(ROOT / "tests" / "unit" / "core" / "consensus" / "sentences.py"))["BY_LANGUAGE"]["bn"]
    prompts = ROOT / "src" / "entrypoints" / "shrutik_cli" / "demo" / "prompts" / "bn.txt"
    lines = [line.strip() for line in prompts.read_text(encoding="utf-8").splitlines()]
    return list(dict.fromkeys([*listed, *(line for line in lines if line and not line.startswith("#"))]))


def table():
    """Figures over WORLDS crowds, each a corpus of its own."""
    said = sentences()
    truth, found = {}, {"random voice": {}, "difflib medoid": {}, "crowd-kit ROVER": {}}
    found |= {"ours, no labels": {}, "ours, fitted (on English)": {}}
    sure = {"ours, no labels": {}, "ours, fitted (on English)": {}}
    for world in range(WORLDS):
        rng = np.random.default_rng(world)
        truths = {f"{world}/{place}": text for place, text in enumerate(said)}
        people = {f"w{n:02}": Mistyper("bn", float(rate)) for n, rate in enumerate(rng.beta(2, 8, PEOPLE).clip(0, 0.8))}
        rows = list(Crowd(people).transcribe(truths, VOICES, rng))
        groups = grouped(rows)
        truth |= truths
        found["random voice"] |= {group[0][0]: group[0][2] for group in groups}
        found["difflib medoid"] |= rivals.difflib_medoid(groups)
        found["crowd-kit ROVER"] |= rivals.rover(groups)
        for name, method in (("ours, no labels", "em"), ("ours, fitted (on English)", "fitted")):
            items = aggregate_corpus(rows, method=method, language="bn").items
            found[name] |= {item: one.text for item, one in items.items()}
            sure[name] |= {item: one.confidence for item, one in items.items()}
    return {f"{name} ({len(truth)} clips)": score(truth, texts, sure.get(name)) for name, texts in found.items()}

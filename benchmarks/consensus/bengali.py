"""Made crowds of Bengali typists on real sentences: no crowd data exists, so errors and judge come from one hand.

The same crowds on English sentences stand beside them, to tell what the crowd does from what the language does.
"""

import runpy
from functools import partial
from itertools import product
from pathlib import Path

import attrs
import numpy as np

from benchmarks.consensus import data, rivals
from benchmarks.consensus import early as consensus_early
from benchmarks.consensus.score import score
from benchmarks.consensus.worlds import first_votes, grouped, spammed
from shrutik_core.consensus import aggregate_corpus
from shrutik_core.shared.texts import words
from shrutik_core.testing.crowds import Crowd, Mistyper

ROOT = Path(__file__).resolve().parents[2]
WORLDS, PEOPLE, VOTES = 5, 30, 7
"""Crowds drawn, people in each, votes for each sentence."""

FEW = (2, 3, 4, 5, 6)
LIMITS = (0.01, 0.02, 0.05, 0.1)
SPAM = 0.4
LENGTHS = (4, 14)
METHODS = {"ours, no labels": "em", "ours, fitted (on English)": "fitted"}


@attrs.frozen
class Habits:
    """How a crowd errs.

    Attributes:
        shape: each person's word error rate is drawn from the beta distribution with these two numbers.
        misheard: word error rate of what a clip is misheard as, the same for all who mishear it.
        share: of the votes that type what the clip is misheard as.
    """

    shape: tuple
    misheard: float = 0.0
    share: float = 0.0


CROWDS = {"each errs alone": Habits((2, 8)), "mishearings shared": Habits((2, 14), misheard=0.2, share=0.4)}
"""The second one was set so that crowd-kit's ROVER errs about as often as it does on dev-clean."""


@attrs.frozen(eq=False)
class World:
    """One crowd on all sentences of a corpus.

    Attributes:
        truths: what was said, by item.
        rows: what was typed.
        seed: of the crowd, and part of its items' names.
        language: of the sentences.
    """

    truths: dict
    rows: list
    seed: int
    language: str

    @classmethod
    def of(cls, language, said, habits, seed):
        """The crowd that ``seed`` draws."""
        rng = np.random.default_rng(seed)
        truths = {f"{seed}/{place}": text for place, text in enumerate(said)}
        rates = rng.beta(*habits.shape, PEOPLE).clip(0, 0.8)
        people = {f"w{n:02}": Mistyper(language, float(rate)) for n, rate in enumerate(rates)}
        rows = list(Crowd(people).transcribe(truths, VOTES, rng))
        misheard = {item: Mistyper(language, habits.misheard).type(text, rng) for item, text in truths.items()}
        for place in np.flatnonzero(rng.random(len(rows)) < habits.share).tolist():
            item, worker, _ = rows[place]
            rows[place] = (item, worker, people[worker].type(misheard[item], rng))
        return cls(truths, rows, seed, language)

    @property
    def groups(self):
        """The rows of each item."""
        return grouped(self.rows)

    def asked(self, count):
        """The rows of the first ``count`` votes of each item, in an order drawn once."""
        return [row for group in first_votes(self.groups, count) for row in group]


def bengali():
    """Sentences that people gave to Common Voice to be read, and the project's own, each once."""
    listed = runpy.run_path(str(ROOT / "tests" / "unit" / "core" / "consensus" / "sentences.py"))["BY_LANGUAGE"]["bn"]
    given = _lines(ROOT / "benchmarks" / "data" / "bengali" / "sentences.txt")
    prompts = _lines(ROOT / "src" / "entrypoints" / "shrutik_cli" / "demo" / "prompts" / "bn.txt")
    return list(dict.fromkeys([*given, *listed, *prompts]))


def english(count):
    """The first sentences of dev-clean that are about as long as the Bengali ones."""
    fit = [text for _, text in sorted(data.truth().items()) if LENGTHS[0] <= len(words(text)) <= LENGTHS[1]]
    return fit[:count]


def tables():
    """Figures over WORLDS crowds of each kind in each language; each crowd is a corpus of its own."""
    said = bengali()
    corpora = {"bn": said, "en": english(len(said))}
    found = {}
    for (language, texts), (name, habits) in product(corpora.items(), CROWDS.items()):
        worlds = [World.of(language, texts, habits, seed) for seed in range(WORLDS)]
        title = f"{language}, {name}, {WORLDS} x {len(texts)} clips"
        found[title] = accuracy(worlds)
        found[f"{title}, asked in turn"] = consensus_early.table(_truth(worlds), _steps(worlds), LIMITS)
        found[f"{title}, {SPAM:.0%} spam"] = spam(worlds)
    return found


def accuracy(worlds):
    """WER, exact, coverage, AUROC and calibration error of every method."""
    truth = _truth(worlds)
    groups = [group for world in worlds for group in world.groups]
    table = {
        "random vote": score(truth, {group[0][0]: group[0][2] for group in groups}),
        "difflib medoid": score(truth, rivals.difflib_medoid(groups)),
        "crowd-kit ROVER": score(truth, _together(rivals.rover(world.groups) for world in worlds)),
    }
    for name, method in METHODS.items():
        texts, confidence, _ = _settled([world.rows for world in worlds], method, worlds[0].language)
        table[name] = score(truth, texts, confidence)
    return table


def spam(worlds):
    """WER where some workers hand in random words, or what was typed for another item."""
    table = {}
    for kind in ("random", "copy"):
        rows = [spammed(world.rows, SPAM, kind, world.seed) for world in worlds]
        texts = {"crowd-kit ROVER": _together(rivals.rover(grouped(one)) for one in rows)}
        texts |= {name: _settled(rows, method, worlds[0].language)[0] for name, method in METHODS.items()}
        table[kind] = {name: score(_truth(worlds), said)["wer"] for name, said in texts.items()}
    return table


def _steps(worlds):
    settled = partial(_settled, method="fitted", language=worlds[0].language)
    steps = {count: settled([world.asked(count) for world in worlds]) for count in FEW}
    return {**steps, VOTES: settled([world.rows for world in worlds])}


def _settled(corpora, method, language):
    """Texts, confidences and expected word error rates by item; each corpus is settled by itself."""
    items = _together(aggregate_corpus(rows, method=method, language=language).items for rows in corpora)
    names = ("text", "confidence", "expected_wer")
    return tuple({item: getattr(one, name) for item, one in items.items()} for name in names)


def _truth(worlds):
    return _together(world.truths for world in worlds)


def _together(parts):
    return {item: value for part in parts for item, value in part.items()}


def _lines(path):
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]

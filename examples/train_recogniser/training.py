"""Trains a recogniser on the split `train`, and keeps the one that does best on `dev`."""

import copy
from collections.abc import Callable, Iterator

import attrs
import torch

from examples.train_recogniser.alphabet import Alphabet
from examples.train_recogniser.clips import SpokenClip, SpokenRelease
from examples.train_recogniser.recogniser import Recogniser
from examples.train_recogniser.scoring import Score

Told = Callable[["Stage"], None]


@attrs.frozen
class Plan:
    """How to train.

    Attributes:
        epochs: times that the whole split is heard, at most.
        every: epochs between two looks at the scores.
        goal: CER on `train` at which it ends sooner.
        batch: clips that are heard at once.
        rate: by which Adam learns.
        seed: of the first weights and of the order of clips.
    """

    epochs: int = attrs.field(default=300, validator=attrs.validators.ge(1))
    every: int = attrs.field(default=10, validator=attrs.validators.ge(1))
    goal: float = attrs.field(default=0.03, validator=attrs.validators.ge(0))
    batch: int = attrs.field(default=8, validator=attrs.validators.ge(1))
    rate: float = attrs.field(default=2e-3, validator=attrs.validators.gt(0))
    seed: int = 0


@attrs.frozen
class Stage:
    """How far a recogniser has come.

    Attributes:
        epoch: epochs that it has heard.
        loss: the mean of the last one.
        train: its score on what it learns from.
        dev: its score on what it never hears.
        recogniser: as it is now.
    """

    epoch: int
    loss: float
    train: Score
    dev: Score
    recogniser: Recogniser = attrs.field(eq=False, repr=False)


@attrs.frozen
class Trained:
    """What came of it.

    Attributes:
        last: where it ended: the closest to `train`.
        chosen: the first of those that did best on `dev`.
    """

    last: Stage
    chosen: Stage


def train(release: SpokenRelease, plan: Plan, tell: Told) -> Trained:
    """A recogniser, trained; the same plan on the same release and machine makes the same weights.

    Args:
        release: with its splits.
        plan: how.
        tell: called with each stage.
    """
    torch.manual_seed(plan.seed)
    torch.use_deterministic_algorithms(mode=True)
    clips = release.splits["train"]
    recogniser = Recogniser.untrained(Alphabet.of(clip.text for clip in clips))
    stages = _stages(recogniser, release, plan)
    last = chosen = next(stages)
    tell(last)
    for last in stages:
        tell(last)
        if last.dev.cer < chosen.dev.cer:
            chosen = last
    return Trained(last, chosen)


def _stages(recogniser: Recogniser, release: SpokenRelease, plan: Plan) -> Iterator[Stage]:
    """The stages up to the goal or the last epoch."""
    clips = release.splits["train"]
    learner = torch.optim.Adam(recogniser.network.parameters(), lr=plan.rate)
    for epoch in range(1, plan.epochs + 1):
        loss = _epoch(recogniser, learner, clips, plan.batch)
        if epoch % plan.every and epoch != plan.epochs:
            continue
        scores = recogniser.score(clips), recogniser.score(release.splits["dev"])
        yield Stage(epoch, loss, *scores, copy.deepcopy(recogniser))
        if scores[0].cer <= plan.goal:
            return


def _epoch(recogniser: Recogniser, learner: torch.optim.Optimizer, clips: list[SpokenClip], batch: int) -> float:
    """Hears every clip once, in a new order; the mean loss."""
    recogniser.network.train()
    order = torch.randperm(len(clips)).tolist()
    total = 0.0
    for start in range(0, len(order), batch):
        heard = [clips[number] for number in order[start : start + batch]]
        loss = recogniser.loss(heard)
        learner.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(recogniser.network.parameters(), 1.0)
        learner.step()
        total += loss.item() * len(heard)
    return total / len(clips)

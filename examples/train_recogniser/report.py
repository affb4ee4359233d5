"""What came of a training, as a table for people and as JSON for programs."""

from typing import Any

import attrs

from examples.train_recogniser.clips import SPLITS, SpokenRelease
from examples.train_recogniser.training import Plan, Stage, Trained

LEARNT_CER = 0.10
"""A CER on `train` up to which the split counts as learnt."""


def report(release: SpokenRelease, plan: Plan, trained: Trained) -> dict[str, Any]:
    """Release, plan, and the scores of both models on every split, as JSON can hold them."""
    stages = {"chosen": trained.chosen, "last": trained.last}
    return {
        "release": release.title,
        "root": release.root,
        "plan": attrs.asdict(plan),
        "models": {name: _scored(stage, release) for name, stage in stages.items()},
    }


def table(told: dict[str, Any]) -> str:
    """The scores of a report, a line for each model and split."""
    lines = [f"{'model':8} {'epoch':>5}  {'split':5} {'clips':>5} {'CER':>7} {'WER':>7}"]
    for name, model in told["models"].items():
        for split, one in model["scores"].items():
            rates = " ".join(f"{one[rate]:7.1%}" for rate in ("cer", "wer"))
            lines.append(f"{name:8} {model['epoch']:5d}  {split:5} {one['clips']:5d} {rates}")
    return "\n".join(lines)


def _scored(stage: Stage, release: SpokenRelease) -> dict[str, Any]:
    scores = {split: attrs.asdict(stage.recogniser.score(release.splits[split])) for split in SPLITS}
    return {"epoch": stage.epoch, "scores": scores}

"""Trains a small speech recogniser on a release, in one command.

    python -m examples.train_recogniser RELEASE [--out recogniser] [--epochs 300] [--seed 0]

RELEASE is a release's folder, or an address below which its files are; it needs the splits train, dev and test. Prints
scores as it goes and a table at the end, and writes two models and ``report.json`` below ``--out``. Ends with status 1
if what it learnt from is not learnt (a CER on train above 0.10), which is what it is for: to show that sound and texts
belong together.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import torch

from examples.train_recogniser.clips import SPLITS, SpokenRelease, read_release
from examples.train_recogniser.report import LEARNT_CER, report, table
from examples.train_recogniser.training import Plan, Stage, train
from shrutik_core.shared.errors import ShrutikError


def _wanted(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m examples.train_recogniser", description="Trains on a release.")
    parser.add_argument("release", help="its folder, or an address below which its files are")
    parser.add_argument("--out", type=Path, default=Path("recogniser"), help="folder of the models and the report")
    parser.add_argument(
        "--epochs", type=int, default=Plan().epochs, help="times that the split train is heard, at most"
    )
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--threads", type=int, default=2, help="processor cores to use")
    return parser.parse_args(arguments)


def _tell(stage: Stage) -> None:
    scores = f"CER train {stage.train.cer:6.1%}, dev {stage.dev.cer:6.1%}"
    print(f"epoch {stage.epoch:4d}  loss {stage.loss:6.3f}  {scores}", flush=True)


def _told(release: SpokenRelease) -> str:
    counts = ", ".join(f"{split} {len(release.splits[split])}" for split in SPLITS)
    return f"{release.title}: clips in {counts}"


def main(arguments: list[str] | None = None) -> int:
    """Trains, tells, writes; 0 if train was learnt, or else 1."""
    wanted = _wanted(arguments)
    torch.set_num_threads(wanted.threads)
    try:
        release = read_release(wanted.release)
    except ShrutikError as error:
        print(error.detail, file=sys.stderr)
        return 1
    print(_told(release), flush=True)
    start = time.monotonic()
    plan = Plan(epochs=wanted.epochs, seed=wanted.seed)
    trained = train(release, plan, _tell)
    told = report(release, plan, trained)
    wanted.out.mkdir(parents=True, exist_ok=True)
    trained.chosen.recogniser.save(wanted.out / "chosen.pt")
    trained.last.recogniser.save(wanted.out / "last.pt")
    (wanted.out / "report.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print(f"\n{table(told)}\n\n{time.monotonic() - start:.0f} s of training")
    learnt = told["models"]["last"]["scores"]["train"]["cer"] <= LEARNT_CER
    print("train is learnt: sound and texts belong together" if learnt else "train is NOT learnt")
    return 0 if learnt else 1


if __name__ == "__main__":
    sys.exit(main())

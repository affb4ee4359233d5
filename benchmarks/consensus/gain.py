"""What one more vote is worth, and whether the estimate that decisions use says so: part of `benchmarks.consensus`."""

import numpy as np

from benchmarks.consensus.score import word_errors
from shrutik_core.consensus.gain import removed_share


def table(truth, steps):
    """For each number of votes: errors, the share that the next one removed, and what the estimate had promised.

    Args:
        truth: item -> what was said.
        steps: number of votes -> (texts, confidences, expected word error rates), each by item.
    """
    items = sorted(truth)
    wrong = {count: word_errors(truth, said) for count, (said, *_) in steps.items()}
    out = {}
    for count in sorted(steps)[:-1]:
        said, _, expected = steps[count]
        promise = np.array([expected[i] * max(1, len(said[i].split())) for i in items]) * removed_share(count)
        removed = wrong[count] - wrong[count + 1]
        out[f"{count} votes"] = {
            "words wrong": wrong[count].mean(),
            "share removed by one more": removed.mean() / wrong[count].mean(),
            "estimate": removed_share(count),
            "words promised": promise.mean(),
            "words removed": removed.mean(),
        }
        for name, part in zip(("least", "middle", "most"), np.array_split(np.argsort(promise), 3), strict=True):
            out[f"{count} votes, the third that promises {name}"] = {
                "words promised": promise[part].mean(),
                "words removed": removed[part].mean(),
            }
    return out

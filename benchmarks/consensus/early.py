"""What it costs to ask in turn and to stop early; a part of `benchmarks.consensus`."""

import numpy as np

from benchmarks.consensus.score import score


def stopped(steps, limit):
    """Votes asked for and text of each item, where a clip stops once its expected word error rate is within limit.

    Args:
        steps: number of votes -> (texts, confidences, expected word error rates), each by item.
        limit: of the expected word error rate; what never gets there has all votes.
    """
    used, texts = {}, {}
    for count, (said, _, expected) in sorted(steps.items()):
        for item, text in said.items():
            if item not in used and (expected[item] <= limit or count == max(steps)):
                used[item], texts[item] = count, text
    return used, texts


def table(truth, steps, limits):
    """Mean votes and word error rate for each limit."""
    out = {}
    for limit in limits:
        used, texts = stopped(steps, limit)
        out[f"stop at {limit}"] = {"votes": float(np.mean(list(used.values()))), **score(truth, texts)}
    return out

"""What the consensus makes of a skewed crowd, two languages at once and an item with thousands of votes, and how fast.

    python -m benchmarks.consensus.skewed

In the corpora one worker does a third and 2,000 do one item each; sentences are of made-up words, one word in twelve is
typed wrong. Times are CPU seconds, the best of two. Run it with OMP_NUM_THREADS=1 for one thread.
"""

import time

import numpy as np

from shrutik_core.consensus import aggregate_corpus
from shrutik_core.testing.skewed_crowd import HEAVY, SkewedCrowd, crowded_item

CONSONANTS = "bdfgklmnprstvz"
LATIN = [f"{a}{vowel}{b}op" for a in CONSONANTS for vowel in ("a", "e", "i", "u", "ai") for b in CONSONANTS]
BENGALI = [f"{a}{sign}{b}ি" for a in "কখগঘচছজঝটঠডঢ" for sign in ("া", "ে", "ো", "ু") for b in "তথদধনপফবভমরল"]
ITEMS, ONCE = (12_500, 25_000, 50_000), 2_000
VOTES = (750, 1_500, 3_000)


def timed(rows):
    """The result, and the CPU seconds of the faster of two runs."""
    best = np.inf
    for _ in range(2):
        started = time.process_time()
        result = aggregate_corpus(rows)
        best = min(best, time.process_time() - started)
    return result, best


def corpora():
    for name, lexicons in (("one language", [LATIN]), ("two languages", [LATIN, BENGALI])):
        for items in ITEMS:
            rng = np.random.default_rng(1)
            crowd = SkewedCrowd(lexicons, items, ONCE)
            truths = crowd.truths(rng)
            rows = list(crowd.rows(truths, rng))
            result, seconds = timed(rows)
            typed = np.mean([row.text == truths[row.item] for row in rows])
            right = np.mean([result.items[item].text == said for item, said in truths.items()])
            print(
                f"{name:14} {items:7,} items {seconds:7.2f} s {items / seconds:7,.0f} items/s  typed right {typed:.3f}"
                f"  right {right:.3f}  accuracy of the busiest {result.workers[HEAVY].accuracy:.3f}",
                flush=True,
            )


def crowded():
    for votes in VOTES:
        rng = np.random.default_rng(1)
        said = " ".join(rng.choice(LATIN, 8))
        result, seconds = timed(crowded_item(said, LATIN, votes, rng))
        one = result.items["crowded"]
        print(
            f"one item       {votes:7,} votes {seconds:7.2f} s {votes / seconds:7,.0f} votes/s"
            f"  right {one.text == said}  confidence {one.confidence:.3f}  {one.decision.value}"
        )


if __name__ == "__main__":
    crowded()
    corpora()

"""Items a second beside crowd-kit's ROVER, and how the cost grows with items and with votes."""

import time

import numpy as np

from benchmarks.consensus import data, rivals
from benchmarks.consensus.worlds import grouped
from shrutik_core.consensus.crowd.corpus import settle_groups
from shrutik_core.consensus.crowd.learnt_workers import LearntWorkers

ROVER_ITEMS = 60
SMALL = 300


def table():
    """Text and confidence from raw text by CPU seconds; ROVER from comparison keys of the first items.

    Run it with OMP_NUM_THREADS=1 for one thread.
    """
    groups = grouped(data.crowd())
    started = time.process_time()
    rivals.rover(groups[:ROVER_ITEMS])
    rover = ROVER_ITEMS / (time.process_time() - started)
    out = {"crowd-kit ROVER, 7 votes": {"items/s": rover}}
    for method in ("em", "fitted"):
        speed = len(groups) / _seconds(groups, method)
        out[f"ours, {method}, 7 votes"] = {"items/s": speed, "times ROVER": speed / rover}
    for times in (1, 4, 16):
        many = _repeated(groups[:SMALL], times)
        out[f"{SMALL * times} items, fitted"] = {
            "seconds": (spent := _seconds(many, "fitted")),
            "items/s": len(many) / spent,
        }
    few = _seconds(_votes(groups[:300], 7), "fitted")
    for votes in (3, 7, 20, 50):
        spent = _seconds(_votes(groups[:300], votes), "fitted")
        out[f"300 items, {votes} votes, fitted"] = {"seconds": spent, "times 7 votes": spent / few}
    return out


def _seconds(groups, method):
    best = np.inf
    for _ in range(2):
        started = time.process_time()
        for _ in settle_groups([(g[0][0], g) for g in groups], LearntWorkers(), learnt=False, method=method):
            pass
        best = min(best, time.process_time() - started)
    return best


def _repeated(groups, times):
    return [
        [(f"{item}/{copy}", worker, text) for item, worker, text in group] for copy in range(times) for group in groups
    ]


def _votes(groups, count):
    """Each item with ``count`` votes: its own, then further workers who typed what one of them did."""
    rng = np.random.default_rng(0)
    return [
        [
            group[place] if place < len(group) else (group[0][0], f"more{place}", group[rng.integers(0, len(group))][2])
            for place in range(count)
        ]
        for group in groups
    ]

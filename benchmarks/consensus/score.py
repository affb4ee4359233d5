"""The judge's figures, as the CrowdSpeech paper counts them (mean of word edits / reference words over items)."""

import numpy as np
from rapidfuzz.distance import Levenshtein

from shrutik_core.shared.texts import words

BINS = 15


def word_errors(truth, texts):
    """Word edits of each item, in the order of sorted items."""
    pairs = ((words(truth[item]), words(texts[item])) for item in sorted(truth))
    return np.array([Levenshtein.distance(reference, said) for reference, said in pairs])


def score(truth, texts, confidence=None):
    """WER and exact in per cent; with confidence also AUROC, ECE, and the shares accepted at 1, 2 and 5 % WER."""
    items = sorted(truth)
    references = [words(truth[item]) for item in items]
    edits = word_errors(truth, texts)
    wer = edits / np.array([len(reference) for reference in references])
    out = {"wer": float(100 * wer.mean()), "exact": float(100 * (edits == 0).mean())}
    if confidence is not None:
        out |= _sureness(np.array([confidence[item] for item in items]), edits == 0, wer)
    return out


def _sureness(sure, right, wer):
    order = np.argsort(-sure, kind="stable")
    _, inverse, counts = np.unique(sure, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    good, bad = int(right.sum()), int((~right).sum())
    out = {
        "auroc": float((ranks[right].sum() - good * (good + 1) / 2) / max(1, good * bad)),
        "ece": float(
            sum(len(b) * abs(sure[b].mean() - right[b].mean()) for b in np.array_split(order, BINS)) / len(sure)
        ),
    }
    running = np.cumsum(wer[order]) / np.arange(1, len(order) + 1)
    for limit in (1, 2, 5):
        within = np.flatnonzero(running <= limit / 100)
        out[f"at {limit}%"] = float((within[-1] + 1) / len(order)) if len(within) else 0.0
    return out


def shown(table):
    """A table of rows of figures as Markdown."""
    columns = list(dict.fromkeys(name for row in table.values() for name in row))
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, row in table.items():
        cells = (f"{row[c]:.4g}" if c in row else "" for c in columns)
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)

"""Two classical ways to agree on a text, written down plainly, to see which laws they break."""

from collections import Counter
from difflib import SequenceMatcher

import attrs
from rapidfuzz.distance import Levenshtein


@attrs.frozen
class Plain:
    """A text and a score."""

    text: str
    confidence: float


def medoid(texts):
    """The text that is closest to the others by character similarity (difflib); the score is its mean similarity."""
    if not texts:
        return Plain("", 0.0)
    scores = [sum(SequenceMatcher(None, text, other).ratio() for other in texts) / len(texts) for text in texts]
    best = max(range(len(texts)), key=lambda i: scores[i])
    return Plain(texts[best], scores[best])


def word_medoid(texts):
    """The text with the least word edits to the others; the score is one less their share."""
    if not texts:
        return Plain("", 0.0)
    rows = [text.split() for text in texts]
    costs = [sum(Levenshtein.normalized_distance(row, other) for other in rows) / len(rows) for row in rows]
    best = min(range(len(texts)), key=lambda i: costs[i])
    return Plain(texts[best], 1 - costs[best])


def rover(texts):
    """ROVER (Fiscus, 1997), voting by frequency: texts are aligned one after another to the first."""
    network: list[Counter[str]] = []
    for number, text in enumerate(texts):
        network = _joined(network, text.split(), number)
    best = [max(slot, key=lambda word, slot=slot: slot[word]) for slot in network]
    shares = [slot[word] / slot.total() for slot, word in zip(network, best, strict=True)]
    return Plain(" ".join(filter(None, best)), sum(shares) / len(shares) if shares else 0.0)


def _joined(network, row, number):
    spine = [max(slot, key=lambda word, slot=slot: slot[word]) for slot in network]
    joined = []
    for step in Levenshtein.opcodes(spine, row):
        old, new = network[step.src_start : step.src_end], row[step.dest_start : step.dest_end]
        for place in range(max(len(old), len(new))):
            slot = Counter(old[place]) if place < len(old) else Counter({"": number})
            slot[new[place] if place < len(new) else ""] += 1
            joined.append(slot)
    return joined

"""The prompt as a witness: which stretch of the expected text a clip holds."""

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from shrutik_core.consensus.text.normalise import MOST_WORDS, Lexicon
from shrutik_core.consensus.text.reading import Reading
from shrutik_core.shared.texts import canonical, words

FARTHEST = 0.5
"""Word edits by words above which a clip is not taken to be from its prompt."""


def likely_span(prompt: str, texts: list[str], reading: Reading | None = None) -> str | None:
    """The stretch of the prompt that the most central of the texts was read from, as the prompt writes it.

    Approximate matching with free ends (Sellers, 1980) over words.

    Args:
        prompt: the whole expected text; only its first MOST_WORDS tokens are looked at.
        texts: what people typed for the clip.
        reading: how the texts are read; as for any language if None.

    Returns:
        None if no worker typed a word, or no stretch is closer than FARTHEST.
    """
    reading = reading or Reading()
    heard = [words(reading.untagged(text), reading.language) for text in texts]
    typed = sorted((key for key in heard if key), key=lambda key: (len(key), key))
    lexicon = Lexicon(reading=reading)
    forms = lexicon.read(" ".join(canonical(prompt).split()[:MOST_WORDS]))
    expected = [lexicon.keys[lexicon.key_of[form]] for form in forms]
    if not typed or not expected:
        return None
    centre = min(typed, key=lambda key: sum(Levenshtein.normalized_distance(key, other) for other in typed))
    start, end, edits = _nearest(centre, expected)
    if start >= end or edits > FARTHEST * len(centre):
        return None
    return lexicon.show(forms[start:end])


def _nearest(needle: list[str], hay: list[str]) -> tuple[int, int, int]:
    """Start, end and word edits of the stretch of ``hay`` nearest to ``needle``; the first, shortest of equals."""
    numbers = {word: place for place, word in enumerate(dict.fromkeys(needle))}
    letters = np.array([numbers.get(word, -1) for word in hay], np.int64)
    places = np.arange(len(hay) + 1)
    wide = len(hay) + 2
    cost: npt.NDArray[np.int64] = len(hay) - places
    # A cell holds edits * wide + (len(hay) - start), so that among equals the latest start, the shortest, wins.
    for word in needle:
        row = cost + wide
        row[1:] = np.minimum(row[1:], cost[:-1] + wide * (letters != numbers[word]))
        cost = np.minimum.accumulate(row - wide * places) + wide * places
    end = int(np.argmin(cost))
    edits, back = divmod(int(cost[end]), wide)
    return len(hay) - back, end, edits

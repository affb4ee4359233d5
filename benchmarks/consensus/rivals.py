"""The methods that ours is compared with, in the same process: crowd-kit's, and two medoids."""

import difflib

import numpy as np
import pandas as pd
from crowdkit.aggregation import ROVER
from rapidfuzz.distance import Levenshtein

from shrutik_core.shared.texts import comparison_key, words


def rover(groups):
    """crowd-kit's ROVER over comparison keys: item -> text."""
    rows = [(item, worker, comparison_key(text)) for group in groups for item, worker, text in group]
    frame = pd.DataFrame(rows, columns=["task", "worker", "text"])
    frame = frame[frame["text"] != ""]
    found = ROVER(lambda text: text.split(), " ".join, silent=True).fit_predict(frame)
    return {item: found.get(item, "") for item in {row[0] for row in rows}}


def difflib_medoid(groups):
    """The text with the highest mean difflib ratio to the others, as simple platforms do it: item -> text."""
    return {group[0][0]: _medoid([comparison_key(row[2]) for row in group], _ratio) for group in groups}


def word_medoid(groups):
    """The text with the least sum of normalised word distances to the others: item -> text."""
    return {group[0][0]: _medoid([comparison_key(row[2]) for row in group], _near) for group in groups}


def _medoid(texts, alike):
    texts = [text for text in texts if text] or [""]
    return texts[int(np.argmax([sum(alike(one, other) for other in texts) for one in texts]))]


def _ratio(one, other):
    return difflib.SequenceMatcher(None, one, other).ratio()


def _near(one, other):
    return Levenshtein.normalized_similarity(words(one), words(other))

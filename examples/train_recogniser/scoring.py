"""How far what was heard is from what was said: character and word error rates."""

from collections.abc import Iterable, Sequence

import attrs
from rapidfuzz.distance import Levenshtein

from shrutik_core.shared.errors import Invalid


@attrs.frozen
class Score:
    """Error rates over all texts together: edits over the length of what was said; may be above 1.

    Attributes:
        clips: how many were scored.
        cer: by characters (code points, spaces among them).
        wer: by words.
    """

    clips: int
    cer: float
    wer: float


def score(pairs: Iterable[tuple[str, str]]) -> Score:
    """The error rates of pairs of what was said and what was heard.

    Raises:
        Invalid: ``nothing_said`` if there is not one word to be compared with.
    """
    told = [(said, heard) for said, heard in pairs]
    if not any(said.split() for said, _ in told):
        raise Invalid("nothing_said", "Nothing is said in these clips, so that no error rate can be told.")
    return Score(len(told), _rate(told), _rate([(said.split(), heard.split()) for said, heard in told]))


def _rate(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    edits = sum(Levenshtein.distance(said, heard) for said, heard in pairs)
    return edits / sum(len(said) for said, _ in pairs)

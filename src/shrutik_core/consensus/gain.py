"""What one more vote is worth: the word errors that it may be expected to remove."""

from shrutik_core.consensus.result import Consensus
from shrutik_core.shared.texts import words

# Share of the word errors of a text agreed by n votes that vote n + 1 removes, for n = 1, 2, ...
_REMOVED = (0.28, 0.29, 0.19, 0.16, 0.09, 0.08)
_TAIL = 0.48


def removed_share(votes: int) -> float:
    """Share (0..1) of a text's expected word errors that one vote more than ``votes`` removes.

    Up to six votes as measured on crowd transcriptions (`python -m benchmarks.consensus gain`), beyond that as
    1 / votes, the rate at which the error of a mean falls; 1 if there is no vote yet.
    """
    if votes < 1:
        return 1.0
    return _REMOVED[votes - 1] if votes <= len(_REMOVED) else _TAIL / votes


def expected_errors(result: Consensus) -> float:
    """Expected word errors of a result's text, in words, at least 0."""
    return result.expected_wer * max(1, len(words(result.text)))


def gain(result: Consensus) -> float:
    """Expected word errors that one more vote removes from a result's text, in words, at least 0."""
    return expected_errors(result) * removed_share(result.votes)


def best_gain(result: Consensus, most: int) -> float:
    """The most word errors that up to ``most`` more votes remove, for each of them.

    A second vote alone may remove nothing, and yet be what the third one needs to be of use.
    """
    left, best = 1.0, 0.0
    for more in range(1, most + 1):
        left *= 1 - removed_share(result.votes + more - 1)
        best = max(best, (1 - left) / more)
    return expected_errors(result) * best


def votes_to(votes: int, have: float, want: float, most: int) -> int:
    """Votes until an error of ``have`` is expected to fall to ``want``: 1 to ``most``."""
    asked = 1
    have *= 1 - removed_share(votes)
    while have > want and asked < most:
        have *= 1 - removed_share(votes + asked)
        asked += 1
    return asked

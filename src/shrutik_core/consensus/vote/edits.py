"""Edit scripts: how one text becomes another, word by word or grapheme cluster by grapheme cluster."""

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

Edit = tuple[str, int, int]
"""``delete``, ``insert`` or ``replace``, with its place in the first text and in the second."""

MOST_CELLS = 40_000
"""Clusters of one text times those of the other up to which the edits that keep most are sought."""

# A cluster that is replaced costs a little less than one that is dropped and one that is added.
_DROPPED, _REPLACED = 10, 19


def fewest_edits(source: str, target: str) -> Iterator[Edit]:
    """The fewest edits (Levenshtein, 1966); a place that is only replaced stands for itself."""
    return ((edit.tag, edit.src_pos, edit.dest_pos) for edit in Levenshtein.editops(source, target))


def keeping_edits(source: str, target: str) -> Iterator[Edit]:
    """The edits that keep most of the clusters, and of these the fewest; of equals those furthest to the left.

    Where the same few clusters come again and again, the fewest edits often replace several that are right: of
    ``abbcd`` and ``abcdd`` they make c of b and d of c, instead of dropping a b and adding a d. Always the same one of
    equals is taken, so that of two clusters that are alike all votes have the same one. (Needleman & Wunsch, 1970.)
    Beyond MOST_CELLS they are the fewest edits.
    """
    if len(source) * len(target) > MOST_CELLS:
        return fewest_edits(source, target)
    return iter(_traced(source, target, _costs(source, target))[::-1])


def _costs(source: str, target: str) -> list[list[int]]:
    """What it costs at least to make the first letters of one text of those of the other."""
    above = [_DROPPED * n for n in range(len(target) + 1)]
    rows = [above]
    for letter in source:
        row = [above[0] + _DROPPED]
        left = row[0]
        for place, other in enumerate(target):
            diagonal = above[place] + (0 if letter == other else _REPLACED)
            left = min(diagonal, min(left, above[place + 1]) + _DROPPED)
            row.append(left)
        rows.append(row)
        above = row
    return rows


def _traced(source: str, target: str, costs: list[list[int]]) -> list[Edit]:
    """The edits from the last to the first."""
    found: list[Edit] = []
    at, place = len(source), len(target)
    while at or place:
        here = costs[at][place]
        same = bool(at and place) and source[at - 1] == target[place - 1]
        if at and place and here == costs[at - 1][place - 1] + (0 if same else _REPLACED):
            at, place = at - 1, place - 1
            if not same:
                found.append(("replace", at, place))
        elif at and here == costs[at - 1][place] + _DROPPED:
            at -= 1
            found.append(("delete", at, place))
        else:
            place -= 1
            found.append(("insert", at, place))
    return found

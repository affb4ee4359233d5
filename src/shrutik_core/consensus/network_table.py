"""An aligned network as an HTML table, for notebooks: a line for each place, doubtful ones marked."""

from collections.abc import Iterable
from html import escape

import attrs

DOUBTFUL = 0.9
"""Probability below which a place is marked."""

# No colour of its own but for the mark, which lets the page's shine through: it reads in light and dark.
_TABLE = ' style="color: inherit; border-collapse: collapse; text-align: left"'
_CELL = ' style="padding: 2px 8px; text-align: left"'
_MARK = ' style="background: rgba(255, 165, 0, 0.3)"'
_HEAD = "".join(f"<th{_CELL}>{name}</th>" for name in ("", "word", "probability", "votes", "others"))


@attrs.frozen
class TableLine:
    """One place of the network, as it is shown.

    Attributes:
        word: what was given out; empty if nothing was.
        probability: that it is right, 0..1.
        votes: how many typed it.
        others: what else was typed there, with the votes of each.
    """

    word: str
    probability: float
    votes: int
    others: tuple[tuple[str, int], ...]


def network_table(heading: str, lines: Iterable[TableLine]) -> str:
    """The table as HTML; all texts are escaped, colours come from the page, light or dark.

    Args:
        heading: what stands above it.
        lines: in order.
    """
    rows = "".join(_row(number, line) for number, line in enumerate(lines, 1))
    table = f"<table{_TABLE}><thead><tr>{_HEAD}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<div><p>{escape(heading)}</p>{table}</div>"


def _row(number: int, line: TableLine) -> str:
    doubtful = line.probability < DOUBTFUL
    others = ", ".join(f"{_shown(word)} ({votes})" for word, votes in line.others)
    told = f"{line.probability:.2f}{' ?' if doubtful else ''}"
    cells = (str(number), _shown(line.word), told, str(line.votes), others)
    return f"<tr{_MARK if doubtful else ''}>{''.join(f'<td{_CELL}>{cell}</td>' for cell in cells)}</tr>"


def _shown(word: str) -> str:
    return escape(word) if word else "<i>nothing</i>"

"""What a datasheet is made of, before it is Markdown or HTML; all texts are plain, and are escaped where written."""

import attrs

from shrutik_core.releases.stats.distributions import Distribution


@attrs.frozen
class Words:
    """A paragraph."""

    text: str


@attrs.frozen
class Points:
    """A list.

    Attributes:
        items: a sentence each.
        warn: whether each is a word of caution.
    """

    items: tuple[str, ...]
    warn: bool = False


@attrs.frozen
class FiguresBlock:
    """The few numbers that are read first.

    Attributes:
        pairs: number and what it counts.
    """

    pairs: tuple[tuple[str, str], ...]


@attrs.frozen
class TableBlock:
    """Rows under a head; the first column is text, the others are numbers.

    Attributes:
        title: above it; may be empty.
        head: of the columns.
        rows: as long as the head.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen
class CountsBlock:
    """Words or characters with how often each occurs.

    Attributes:
        title: above them.
        pairs: each with its count.
        more: how many more there are.
    """

    title: str
    pairs: tuple[tuple[str, int], ...]
    more: int = 0


@attrs.frozen
class BarOf:
    """One bar.

    Attributes:
        name: beside it.
        value: its length, 0 and up.
        shown: the value in words.
        faint: whether it stands for what is not known.
    """

    name: str
    value: float
    shown: str
    faint: bool = False


@attrs.frozen
class Bars:
    """Bars side by side, for comparing.

    Attributes:
        title: above them.
        unit: what the values count.
        bars: at least one.
    """

    title: str
    unit: str
    bars: tuple[BarOf, ...]


@attrs.frozen
class HistogramOf:
    """How a figure is spread.

    Attributes:
        title: above it.
        unit: of the figure, in words.
        spread: of clips.
    """

    title: str
    unit: str
    spread: Distribution


@attrs.frozen
class Curve:
    """A curve from 0, 0 to 1, 1.

    Attributes:
        title: above it.
        across: what the first axis counts.
        up: what the second axis counts.
        points: heights at equal distances, first and last included.
    """

    title: str
    across: str
    up: str
    points: tuple[float, ...]


@attrs.frozen
class Quote:
    """A long text of somebody else's, folded away where that can be.

    Attributes:
        title: what it is.
        text: with its own line ends.
        language: BCP 47, of the text; empty for English.
    """

    title: str
    text: str
    language: str = ""


@attrs.frozen
class BesideBlock:
    """What stands beside each other where there is room."""

    blocks: tuple[Bars | HistogramOf | Curve | TableBlock, ...]


Block = Words | Points | FiguresBlock | CountsBlock | TableBlock | Bars | HistogramOf | Curve | Quote | BesideBlock


@attrs.frozen
class Section:
    """A part of the datasheet.

    Attributes:
        title: its heading.
        blocks: what stands under it.
    """

    title: str
    blocks: tuple[Block, ...]

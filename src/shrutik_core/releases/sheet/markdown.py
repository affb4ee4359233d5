"""A datasheet as Markdown; pictures become tables."""

from collections.abc import Iterator

import regex

from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.sheet.blocks import (
    Bars,
    BesideBlock,
    Block,
    CountsBlock,
    Curve,
    FiguresBlock,
    HistogramOf,
    Points,
    Quote,
    Section,
    TableBlock,
    Words,
)
from shrutik_core.releases.sheet.numbers import number
from shrutik_core.releases.sheet.sections import sections
from shrutik_core.releases.stats.distributions import Distribution
from shrutik_core.releases.stats.release_stats import ReleaseStats

NAME = "datasheet.md"
_MARKUP = regex.compile(r"([\\`*_\[\]<>|~&#])")
_LINE_END = regex.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


def markdown(stats: ReleaseStats, about: SheetAbout) -> Iterator[str]:
    """Lines without line ends; the same arguments always give the same."""
    for level, section in enumerate(sections(stats, about)):
        if level:
            yield ""
        yield f"{'##' if level else '#'} {plain(section.title)}"
        yield from _section(section)


def plain(text: str) -> str:
    """A text on one line, with nothing in it that Markdown would read as markup."""
    return _MARKUP.sub(r"\\\1", _LINE_END.sub(" ", text))


def _section(section: Section) -> Iterator[str]:
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Words():
            yield from ("", plain(block.text))
        case Points():
            yield from ("", *(f"- {plain(item)}" for item in block.items))
        case FiguresBlock():
            yield from ("", " · ".join(f"**{plain(figure)}** {plain(name)}" for figure, name in block.pairs))
        case CountsBlock():
            shown = ", ".join(f"{plain(value)} ({number(count)})" for value, count in block.pairs)
            more = f", and {number(block.more)} more" if block.more else ""
            yield from ("", f"### {plain(block.title)}", "", f"{shown}{more}.")
        case Quote():
            yield from ("", f"### {plain(block.title)}", "")
            yield from (f"> {plain(line.strip())}".rstrip() for line in block.text.splitlines())
        case BesideBlock():
            for one in block.blocks:
                yield from _picture(one)
        case _:
            yield from _picture(block)


def _picture(block: Bars | HistogramOf | Curve | TableBlock) -> Iterator[str]:
    match block:
        case TableBlock():
            yield from _table(block.title, block.head, block.rows)
        case Bars():
            yield from _table(block.title, ("", block.unit), tuple((bar.name, bar.shown) for bar in block.bars))
        case HistogramOf():
            yield from _table(f"{block.title} ({block.unit})", ("from", "clips"), tuple(_bars(block.spread)))
        case Curve():
            tenths = len(block.points) - 1
            rows = tuple((number(place / tenths), number(point)) for place, point in enumerate(block.points))
            yield from _table(block.title, (block.across, block.up), rows)


def _bars(spread: Distribution) -> Iterator[tuple[str, str]]:
    bars = spread.histogram
    end = bars.start + bars.width * len(bars.counts)
    if bars.below:
        yield f"below {number(float(bars.start))}", number(bars.below)
    for place, count in enumerate(bars.counts):
        yield number(round(bars.start + place * bars.width, 6)), number(count)
    if bars.above:
        yield f"{number(round(end, 6))} and up", number(bars.above)


def _table(title: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    if title:
        yield from ("", f"### {plain(title)}")
    yield ""
    yield f"| {' | '.join(map(plain, head))} |"
    yield "|---" + "|---:" * (len(head) - 1) + "|"
    for row in rows:
        yield f"| {' | '.join(map(plain, row))} |"

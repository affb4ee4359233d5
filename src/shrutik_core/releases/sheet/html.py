"""A datasheet as one HTML page that needs nothing else: no scripts, no fonts, no other files."""

from collections.abc import Iterator
from html import escape

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
from shrutik_core.releases.sheet.style import STYLE
from shrutik_core.releases.sheet.svg import bars_svg, curve_svg, histogram_svg
from shrutik_core.releases.stats.release_stats import ReleaseStats

NAME = "datasheet.html"


def html(stats: ReleaseStats, about: SheetAbout) -> Iterator[str]:
    """Lines without line ends; the same arguments always give the same. All that is not ours is escaped."""
    first, *others = sections(stats, about)
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    # Nothing is fetched and nothing runs, whatever a text may hold.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{escape(about.title)}: datasheet</title>"
    yield f"<style>{STYLE}</style></head>"
    yield "<body><main>"
    yield f"<header><h1>{escape(first.title)}</h1>"
    yield from _opening(first)
    yield '<nav aria-label="Sections">'
    yield from (f'<a href="#{_anchor(place)}">{escape(section.title)}</a>' for place, section in enumerate(others))
    yield "</nav></header>"
    for place, section in enumerate(others):
        yield f'<section id="{_anchor(place)}"><h2>{escape(section.title)}</h2>'
        for block in section.blocks:
            yield from _block(block)
        yield "</section>"
    yield "<footer>The same figures for programs: stats.json. The same text as Markdown: datasheet.md.</footer>"
    yield "</main></body></html>"


def _opening(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Words):
            yield f'<p class="lead">{escape(block.text)}</p>'
        else:
            yield from _block(block)


def _anchor(place: int) -> str:
    return f"part-{place + 1}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Words():
            yield f"<p>{escape(block.text)}</p>"
        case Points():
            yield '<ul class="warn">' if block.warn else "<ul>"
            yield from (f"<li>{escape(item)}</li>" for item in block.items)
            yield "</ul>"
        case FiguresBlock():
            pairs = (f"<div><dt>{escape(name)}</dt><dd>{escape(figure)}</dd></div>" for figure, name in block.pairs)
            yield f'<dl class="figures">{"".join(pairs)}</dl>'
        case CountsBlock():
            yield from _counts(block)
        case Quote():
            language = f' lang="{escape(block.language)}" dir="auto"' if block.language else ""
            yield f"<details><summary>{escape(block.title)}</summary>"
            yield f"<div{language}>{escape(block.text)}</div></details>"
        case BesideBlock():
            yield f'<div class="beside">{"".join(map(_picture, block.blocks))}</div>'
        case _:
            yield _picture(block)


def _picture(block: Bars | HistogramOf | Curve | TableBlock) -> str:
    match block:
        case TableBlock():
            return "".join(_table(block))
        case Bars():
            return _figure(block.title, block.unit, bars_svg(block))
        case HistogramOf():
            return _figure(block.title, block.unit, histogram_svg(block))
        case Curve():
            return _figure(block.title, block.up, curve_svg(block))


def _figure(title: str, unit: str, drawn: str) -> str:
    return f"<figure><h3>{escape(title)} <small>{escape(unit)}</small></h3>{drawn}</figure>"


def _counts(block: CountsBlock) -> Iterator[str]:
    yield f'<div class="table"><h3>{escape(block.title)}</h3><ul class="counts">'
    yield from (f"<li><bdi>{escape(value)}</bdi> <small>{number(count)}</small></li>" for value, count in block.pairs)
    if block.more:
        yield f"<li><small>and {number(block.more)} more</small></li>"
    yield "</ul></div>"


def _table(block: TableBlock) -> Iterator[str]:
    wide = "" if len(block.head) > 2 else " wide"
    yield f'<div class="table{wide}">'
    if block.title:
        yield f"<h3>{escape(block.title)}</h3>"
    yield '<div class="scroll"><table>'
    if any(block.head):
        heads = (f'<th scope="col">{escape(name)}</th>' for name in block.head)
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for row in block.rows:
        cells = (f'<td dir="auto">{escape(cell)}</td>' for cell in row)
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div></div>"

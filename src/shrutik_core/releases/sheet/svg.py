"""Pictures as SVG in plain strings: lengths across are per cents, so that they fill the room there is."""

from collections.abc import Iterator
from html import escape

from shrutik_core.releases.sheet.blocks import Bars, Curve, HistogramOf
from shrutik_core.releases.sheet.numbers import number, percent

_ROW = 40
_BAR = 10
_HEIGHT = 140
_AXIS = 22
_TICKS = 4


def bars_svg(block: Bars) -> str:
    """Bars one under the other, each under its name and value."""
    most = max((bar.value for bar in block.bars), default=0.0) or 1.0
    parts = []
    for place, bar in enumerate(block.bars):
        top, across = place * _ROW, 100 * bar.value / most
        kind = "bar faint" if bar.faint else "bar"
        parts.append(f'<text x="0" y="{top + 16}" class="name">{escape(_shortened(bar.name))}</text>')
        parts.append(f'<text x="100%" y="{top + 16}" class="value" text-anchor="end">{escape(bar.shown)}</text>')
        parts.append(f'<rect x="0" y="{top + 23}" width="100%" height="{_BAR}" rx="3" class="track"/>')
        parts.append(
            f'<rect x="0" y="{top + 23}" width="{across:.2f}%" height="{_BAR}" rx="3" class="{kind}">'
            f"<title>{escape(f'{bar.name}: {bar.shown}')}</title></rect>"
        )
    return _svg(_ROW * len(block.bars), f"{block.title}, {block.unit}", parts)


def histogram_svg(block: HistogramOf) -> str:
    """Bars side by side over an axis; what lies outside is told at the edges."""
    spread = block.spread.histogram
    most, slots = max(spread.counts), len(spread.counts)
    parts = [f'<line x1="0" y1="{_HEIGHT}" x2="100%" y2="{_HEIGHT}" class="axis"/>']
    for place, count in enumerate(spread.counts):
        high = _HEIGHT * count / most if most else 0.0
        start = round(spread.start + place * spread.width, 6)
        told = f"{number(start)} to {number(round(start + spread.width, 6))}: {number(count)} clips"
        width = max(100 / slots - 0.6, 0.3)
        parts.append(
            f'<rect x="{100 * place / slots + 0.3:.2f}%" y="{_HEIGHT - high:.1f}" width="{width:.2f}%" '
            f'height="{high:.1f}" rx="2" class="bar"><title>{escape(told)}</title></rect>'
        )
    parts.extend(_ticks(spread.start, spread.width, slots))
    return _svg(_HEIGHT + _AXIS, f"{block.title}: clips by {block.unit}", parts)


def curve_svg(block: Curve) -> str:
    """A curve over the line that it would be if all were equal."""
    last = len(block.points) - 1
    points = " ".join(f"{100 * place / last:.2f},{100 - 100 * point:.2f}" for place, point in enumerate(block.points))
    drawn = (
        f'<svg y="4" width="100%" height="{_HEIGHT}" viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<polygon points="0,100 {points} 100,100" class="area"/>'
        '<line x1="0" y1="100" x2="100" y2="0" class="even" vector-effect="non-scaling-stroke"/>'
        f'<polyline points="{points}" class="curve" vector-effect="non-scaling-stroke"/></svg>'
    )
    axis = f'<line x1="0" y1="{_HEIGHT + 4}" x2="100%" y2="{_HEIGHT + 4}" class="axis"/>'
    ends = [
        f'<text x="0" y="{_HEIGHT + _AXIS}" class="tick">0</text>',
        f'<text x="50%" y="{_HEIGHT + _AXIS}" class="tick" text-anchor="middle">{escape(block.across)}</text>',
        f'<text x="100%" y="{_HEIGHT + _AXIS}" class="tick" text-anchor="end">all</text>',
    ]
    half = percent(block.points[last // 2])
    return _svg(_HEIGHT + _AXIS + 4, f"{block.title}: the half with the least has {half}", [drawn, axis, *ends])


def _ticks(start: float, width: float, slots: int) -> Iterator[str]:
    """What stands under edges of bars."""
    for edge in range(0, slots + 1, -(-slots // _TICKS)):
        anchor = {0: "start", slots: "end"}.get(edge, "middle")
        value = number(float(round(start + width * edge, 6)))
        across = 100 * edge / slots
        yield f'<text x="{across:.2f}%" y="{_HEIGHT + _AXIS - 4}" class="tick" text-anchor="{anchor}">{value}</text>'


def _svg(height: int, label: str, parts: list[str]) -> str:
    return f'<svg role="img" aria-label="{escape(label)}" width="100%" height="{height}">{"".join(parts)}</svg>'


def _shortened(name: str) -> str:
    return name if len(name) <= 28 else f"{name[:27]}…"

"""A plan as a picture for a person to look at."""

import io
from typing import BinaryIO

import attrs
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MultipleLocator

from shrutik_audio.plots.waveform import Waveform, waveform
from shrutik_core.chunking.envelope import Features
from shrutik_core.chunking.loudness import loudness
from shrutik_core.chunking.pauses import QUIET
from shrutik_core.chunking.plan import Plan
from shrutik_core.chunking.sliding import runs

# Inches and dots: a row is 1,300 dots wide, which a laptop shows as a whole.
_DPI, _WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM, _ROW, _GAP = 100, 14.0, 0.75, 0.25, 0.8, 0.15, 1.15, 0.35
_COLUMNS = 1_300
# Rows begin at round times. Seconds of a row, and from tick to tick: the shortest rows of which 30 are enough.
_ROWS = ((30.0, 2.0), (60.0, 5.0), (120.0, 10.0), (300.0, 20.0), (600.0, 60.0), (1_800.0, 120.0), (3_600.0, 300.0))
_MOST_ROWS = 30
# A recording of a single row at most, and seconds from tick to tick.
_BRIEF = ((1.0, 0.1), (10.0, 1.0), (30.0, 2.0))
# From the top of a row to its foot: numbers, waveform from 1 to -1, score of speech, pauses.
_HIGHEST, _SCORE_TOP, _SCORE_FOOT, _PAUSES, _LOWEST = 1.35, -1.05, -1.65, -1.72, -1.9
# Dots that a pause and a chunk with its number need.
_NARROWEST_PAUSE, _NARROWEST_CHUNK = 2, 18
_FIRST_WITHOUT = "\u0700"
_PEAK, _LOUD, _SCORE, _CUT, _PAUSE, _SILENT, _EVERY_OTHER = (
    "#a9c4e4", "#3f6fa8", "#e08a3c", "#1d1d1d", "#2a9d8f", "#d5d5d5", "#f4f6f9",
)  # fmt: skip
_INK = "#444444"


@attrs.frozen(eq=False)
class _Picture:
    """All that is drawn; rows of ``row`` seconds with a tick every ``tick`` seconds."""

    wave: Waveform
    score: npt.NDArray[np.float32]
    features: Features
    plan: Plan
    row: float
    tick: float


def draw(source: BinaryIO, features: Features, plan: Plan, title: str) -> bytes:
    """A PNG of the recording in rows: waveform, score of speech, pauses, cuts and the numbers of the chunks.

    Rows are 30 s long, and longer if more than 30 would be needed.

    Args:
        source: the recording.
        features: of its analysis.
        plan: where it is cut.
        title: over the picture, if its script can be drawn.

    Raises:
        Invalid: as `AudioProcessor`.
    """
    seconds = features.samples / features.rate
    width, tick = _rows(seconds)
    picture = _Picture(waveform(source, width / _COLUMNS), loudness(features).near, features, plan, width, tick)
    rows = max(1, int(np.ceil(seconds / width - 1e-9)))
    height = _TOP + rows * (_ROW + _GAP) + _BOTTOM
    # A quarter of a pixel more: some versions of matplotlib cut to whole pixels, others round.
    figure = Figure(figsize=(_WIDTH, height + 0.25 / _DPI))
    FigureCanvasAgg(figure)
    _head(figure, height, title, f"{clock(seconds)} · {counted(len(plan.chunks))}")
    for number in range(rows):
        start = number * width
        end = min(start + width, seconds)
        across = (_WIDTH - _LEFT - _RIGHT) * max((end - start) / width, 0.01)
        foot = height - _TOP - number * (_ROW + _GAP) - _ROW
        axes = figure.add_axes((_LEFT / _WIDTH, foot / height, across / _WIDTH, _ROW / height))
        _draw_row(axes, picture, start, end)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=_DPI)
    return stream.getvalue()


def _rows(seconds: float) -> tuple[float, float]:
    """Seconds of a row, and from tick to tick; a recording that one row holds is as wide as the picture."""
    if seconds <= _ROWS[0][0]:
        return max(seconds, 0.1), next(tick for most, tick in _BRIEF if seconds <= most)
    return next(((row, tick) for row, tick in _ROWS if seconds <= row * _MOST_ROWS), _ROWS[-1])


def counted(chunks: int) -> str:
    """So many chunks."""
    return "1 chunk" if chunks == 1 else f"{chunks} chunks"


def clock(seconds: float) -> str:
    """A moment as a player shows it: 01:23, 1:02:03; with tenths only if they are needed."""
    tenths = round(seconds * 10)
    whole, tenth = divmod(tenths, 10)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    shown = f"{hours}:{minute:02}:{second:02}" if hours else f"{minute:02}:{second:02}"
    return f"{shown}.{tenth}" if tenth else shown


def _can_draw(title: str) -> bool:
    """Whether the font that comes with matplotlib has these letters; it has none of India's."""
    return all(letter < _FIRST_WITHOUT for letter in title)


def _head(figure: Figure, height: float, title: str, said: str) -> None:
    """Title and legend."""
    left, top = _LEFT / _WIDTH, 1 - 0.16 / height
    head = f"{title}   {said}" if _can_draw(title) else said
    figure.text(left, top, head, fontsize=13, va="top", color=_CUT, parse_math=False)
    handles = [
        Patch(color=_PEAK, label="waveform: peaks"),
        Patch(color=_LOUD, label="waveform: loudness"),
        Patch(color=_SCORE, label="score of speech"),
        Patch(color=_PAUSE, label="pause"),
        Line2D([], [], color=_CUT, label="cut, with the number of the chunk behind it"),
        Patch(color=_SILENT, label="silent chunk"),
    ]
    at = (left, 1 - 0.42 / height)
    figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=at, ncols=len(handles), fontsize=9, frameon=False,
        borderpad=0, borderaxespad=0, handlelength=1.4, columnspacing=1.8, labelcolor=_INK,
    )  # fmt: skip


def _draw_row(axes: Axes, picture: _Picture, start: float, end: float) -> None:
    _draw_chunks(axes, picture, start, end)
    _draw_wave(axes, picture.wave, start, end)
    _draw_score(axes, picture, start, end)
    axes.set(xlim=(start, end), ylim=(_LOWEST, _HIGHEST), yticks=[])
    axes.xaxis.set_major_locator(MultipleLocator(picture.tick))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: clock(at)))
    axes.tick_params(labelsize=8, length=3, pad=2, colors=_INK)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_INK)
    axes.text(-0.1 / _WIDTH, 0.62, clock(start), transform=axes.transAxes, ha="right", va="center", fontsize=9)


def _draw_wave(axes: Axes, wave: Waveform, start: float, end: float) -> None:
    first, last = int(start / wave.column), int(np.ceil(end / wave.column))
    times = (np.arange(first, min(last, len(wave.low))) + 0.5) * wave.column
    low, high, level = wave.low[first:last], wave.high[first:last], np.sqrt(wave.power[first:last])
    axes.fill_between(times, low, high, color=_PEAK, linewidth=0)
    axes.fill_between(times, np.maximum(-level, low), np.minimum(level, high), color=_LOUD, linewidth=0)


def _draw_score(axes: Axes, picture: _Picture, start: float, end: float) -> None:
    """The score as a band below the waveform, and the pauses as bars below the score."""
    features = picture.features
    hop, origin = features.hop / features.rate, features.origin / features.rate
    first, last = max(0, int((start - origin) / hop)), int((end - origin) / hop) + 1
    part = picture.score[first:last]
    every = max(1, len(part) // _COLUMNS)
    thinned = np.maximum.reduceat(part, np.arange(0, len(part), every)) if len(part) else part
    times = origin + (first + np.arange(0, len(part), every)) * hop
    top = _SCORE_FOOT + (_SCORE_TOP - _SCORE_FOOT) * thinned.clip(0, 1)
    axes.fill_between(times, _SCORE_FOOT, top, color=_SCORE, linewidth=0)
    begun, after = runs(part < QUIET)
    seen = (after - begun) * hop >= _NARROWEST_PAUSE * picture.row / _COLUMNS
    bars = list(zip(origin + (first + begun[seen]) * hop, (after - begun)[seen] * hop, strict=True))
    axes.broken_barh(bars, (_LOWEST, _PAUSES - _LOWEST), facecolors=_PAUSE, linewidth=0)


def _draw_chunks(axes: Axes, picture: _Picture, start: float, end: float) -> None:
    """Cuts, chunks in turn light and lighter, silent ones grey, and their numbers if there is room."""
    rate, column = picture.features.rate, picture.row / _COLUMNS
    spans = [(chunk, *chunk.span.seconds(rate)) for chunk in picture.plan.chunks]
    here = [(chunk, max(first, start), min(last, end)) for chunk, first, last in spans if first < end and last > start]
    for colour, kept in ((_SILENT, True), (_EVERY_OTHER, False)):
        bars = [(a, b - a) for chunk, a, b in here if (chunk.silent if kept else chunk.index % 2 and not chunk.silent)]
        axes.broken_barh(bars, (_LOWEST, _HIGHEST - _LOWEST), facecolors=colour, linewidth=0, zorder=0)
    cuts = [first for chunk, first, _ in spans if start < first < end or first == start]
    axes.vlines(cuts, _LOWEST, _HIGHEST, colors=_CUT, linewidth=0.8)
    for chunk, first, last in here:
        if last - first >= _NARROWEST_CHUNK * column:
            axes.text(first + 3 * column, _HIGHEST, str(chunk.index), fontsize=8, va="top", color=_CUT)

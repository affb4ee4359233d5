"""A plan as a picture for a person to look at; the only module that imports matplotlib."""

import io
from typing import BinaryIO

import attrs
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from shrutik_audio.decoding.decode import Decoding
from shrutik_audio.samples import to_mono
from shrutik_core.chunking.envelope import Features
from shrutik_core.chunking.loudness import loudness
from shrutik_core.chunking.plan import Plan

_ROW_SECONDS = 30.0
_MOST_ROWS = 24
_PER_SECOND = 100
_QUIET = 0.08
_FIRST_WITHOUT = "\u0700"
_WAVE, _SCORE, _CUT, _PAUSE, _SILENT = "#4878a8", "#c0622b", "#222222", "#9fc59f", "#d8d8d8"


@attrs.frozen(eq=False)
class Waveform:
    """Least and greatest sample of each hundredth of a second."""

    low: npt.NDArray[np.float32]
    high: npt.NDArray[np.float32]


def waveform(source: BinaryIO) -> Waveform:
    """The waveform of a recording, coarse enough to draw.

    Raises:
        Invalid: as `AudioProcessor`.
    """
    decoding = Decoding(source)
    hop = max(1, decoding.declared.rate // _PER_SECOND)
    lows, highs, rest = [], [], np.zeros(0, np.float32)
    try:
        for block in decoding.blocks():
            joined = np.concatenate([rest, to_mono(block)])
            whole = len(joined) // hop * hop
            frames = joined[:whole].reshape(-1, hop)
            lows.append(frames.min(axis=1))
            highs.append(frames.max(axis=1))
            rest = joined[whole:]
    finally:
        decoding.close()
    return Waveform(np.concatenate(lows), np.concatenate(highs))


def _can_draw(title: str) -> bool:
    """Whether the font that comes with matplotlib has these letters; it has none of India's."""
    return all(letter < _FIRST_WITHOUT for letter in title)


def _runs(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Starts and ends of the stretches that are true, shape (stretches, 2)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return edges.reshape(-1, 2)


def _draw_wave(axes: Axes, wave: Waveform, start: float, end: float) -> None:
    first, last = int(start * _PER_SECOND), int(end * _PER_SECOND)
    low, high = wave.low[first:last], wave.high[first:last]
    times = (np.arange(len(low)) + first) / _PER_SECOND
    full = max(1e-4, float(np.abs(wave.low).max()), float(np.abs(wave.high).max()))
    axes.fill_between(times, low / full, high / full, color=_WAVE, linewidth=0)


def _draw_score(axes: Axes, score: npt.NDArray[np.float32], per_second: float, start: float, end: float) -> None:
    first, last = int(start * per_second), int(end * per_second) + 1
    part = score[first:last]
    times = (np.arange(len(part)) + first) / per_second
    axes.plot(times, part, color=_SCORE, linewidth=0.8)
    for a, b in _runs(part < _QUIET):
        axes.axvspan(times[a], times[b - 1], ymin=0, ymax=0.06, color=_PAUSE, linewidth=0)


def _draw_cuts(axes: Axes, plan: Plan, rate: int, start: float, end: float) -> None:
    for chunk in plan.chunks:
        begin, stop = chunk.span.seconds(rate)
        if stop < start or begin > end:
            continue
        if chunk.silent:
            axes.axvspan(begin, stop, color=_SILENT, linewidth=0, zorder=0)
        axes.axvline(begin, color=_CUT, linewidth=1.2)
        if begin >= start:
            axes.text(begin + (end - start) * 0.003, 0.86, str(chunk.index), fontsize=7, color=_CUT)


def draw(source: BinaryIO, features: Features, plan: Plan, title: str) -> bytes:
    """A PNG: waveform (filled), score (line), pauses (bars below), silent chunks (grey) and cuts (upright lines).

    Long recordings are broken into rows of 30 s, and of more where there would be over 24 rows.

    Args:
        source: the recording.
        features: of its analysis.
        plan: where it is cut.
        title: over the picture, where its script can be drawn.

    Raises:
        Invalid: as `AudioProcessor`.
    """
    wave, score = waveform(source), loudness(features).near
    seconds = features.samples / features.rate
    row = max(min(_ROW_SECONDS, seconds), seconds / _MOST_ROWS)
    rows = max(1, int(np.ceil(seconds / row - 1e-9)))
    figure = Figure(figsize=(14, 0.8 + 1.5 * rows), layout="constrained")
    FigureCanvasAgg(figure)
    said = f"{seconds:.1f} s, {len(plan.chunks)} chunks"
    figure.suptitle(f"{title}: {said}" if _can_draw(title) else said, parse_math=False)
    for number, axes in enumerate(figure.subplots(rows, 1, squeeze=False)[:, 0]):
        start, end = number * row, (number + 1) * row
        _draw_wave(axes, wave, start, end)
        _draw_score(axes, score, features.frames_per_second, start, end)
        _draw_cuts(axes, plan, features.rate, start, end)
        axes.set(xlim=(start, end), ylim=(-1.05, 1.05), yticks=[])
        axes.tick_params(labelsize=7)
    figure.supxlabel("seconds · blue: waveform · orange: score of speech · green: pauses · grey: silent · black: cuts")
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=90)
    return stream.getvalue()

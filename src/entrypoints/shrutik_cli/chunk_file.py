"""One file into clips: analysed, planned and cut, in this process or in another."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, cast

import attrs

from shrutik_bootstrap.chunking import Vad, audio_processor, drawer
from shrutik_cli.chunk_folder import clip_folder, clip_name
from shrutik_cli.interrupts import interruptible
from shrutik_cli.reading_progress import ReadingProgress
from shrutik_core.chunking.envelope import Features
from shrutik_core.chunking.plan import Plan, plan_chunks
from shrutik_core.chunking.rules import Rules
from shrutik_core.ports.audio import EncodedClip
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.advice import advice
from shrutik_core.recordings.facts import AudioFacts
from shrutik_core.recordings.quality import Quality
from shrutik_core.recordings.quality_rules import assess
from shrutik_core.shared.errors import Invalid, ShrutikError

_PIECE = 1 << 20

Row = dict[str, object]


@attrs.frozen
class Order:
    """What is to be done with one file.

    Attributes:
        source: the recording.
        recording: its name in the manifest.
        out: the folder under which a folder of clips is made.
        rules: where to cut.
        limits: what is refused.
        vad: the voice activity detector.
        plot: where to draw the plan; None for nowhere.
        locale: language of the advice.
    """

    source: Path
    recording: str
    out: Path
    rules: Rules
    limits: AudioLimits
    vad: Vad = Vad.ENERGY
    plot: Path | None = None
    locale: str = "en"


@attrs.frozen
class Outcome:
    """What became of one file: rows and a summary, or a code and an error.

    Attributes:
        order: what was asked.
        rows: manifest rows, in order.
        summary: the recording as a whole, for ``--json``.
        advice: findings in words.
        error: one line; None if all went well.
        code: of the error.
    """

    order: Order
    rows: tuple[Row, ...] = ()
    summary: Row = attrs.field(factory=dict)
    advice: tuple[str, ...] = ()
    error: str | None = None
    code: str | None = None


def chunk_file(order: Order, on_progress: Callable[[float], None] | None = None) -> Outcome:
    """Chunks one file; what is wrong with it is in the outcome, not raised.

    Args:
        order: what to do.
        on_progress: is told the share that is done, 0 to 1, now and then.
    """
    try:
        with interruptible() as check, _opened(order.source, on_progress) as file:
            return _chunk(order, file, check)
    except ShrutikError as error:
        return Outcome(order, error=error.detail, code=error.code)
    except OSError as error:
        return Outcome(order, error=f"{error.strerror or error}.", code="not_readable")


def _opened(path: Path, on_progress: Callable[[float], None] | None) -> BinaryIO:
    """The file, counted as it is read if progress is shown; without that it is read faster.

    Raises:
        Invalid: ``no_file`` if it is a pipe or a device, which cannot be read twice, or not to an end.
    """
    if not path.is_file() and not path.is_dir() and path.exists():
        raise Invalid("no_file", "This is a pipe or a device: save the sound in a file first.")
    if on_progress is None:
        return path.open("rb")
    return cast("BinaryIO", ReadingProgress(path, on_progress))


def _chunk(order: Order, source: BinaryIO, check: Callable[[], None]) -> Outcome:
    shop = audio_processor(order.vad)
    heard = shop.listen(source, order.limits)
    check()
    plan = plan_chunks(heard.features, order.rules, speech=heard.speech)
    with clip_folder(order.out, order.recording) as folder:
        cutting = shop.cut(source, [chunk.span for chunk in plan.chunks], replay=heard.replay)
        rows = _cut(cutting, order, plan, folder, heard.facts, check)
        if order.plot is not None:
            _draw(order, order.plot, source, heard.features, plan)
        check()
    quality = cutting.quality(heard.features)
    verdict = assess(quality, facts=heard.facts)
    words = tuple(advice(finding, order.locale) for finding in verdict.findings)
    return Outcome(order, rows, _summary(order, heard.facts, plan, quality, words), words)


def _cut(
    clips: Iterable[EncodedClip], order: Order, plan: Plan, folder: Path, facts: AudioFacts, check: Callable[[], None]
) -> tuple[Row, ...]:
    rows: list[Row] = []
    for clip in clips:
        check()
        name = clip_name(order.recording, clip.index)
        digest = _write(clip, folder / name)
        rows.append(_row(order, clip, facts, name, digest, silent=plan.chunks[clip.index].silent))
    return tuple(rows)


def _write(clip: EncodedClip, path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as file:
        while piece := clip.stream.read(_PIECE):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _row(order: Order, clip: EncodedClip, facts: AudioFacts, name: str, digest: str, *, silent: bool) -> Row:
    start, end = clip.span.seconds(facts.sample_rate)
    return {
        "recording": order.recording,
        "source": str(order.source),
        "index": clip.index,
        "start": start,
        "end": end,
        "start_sample": clip.span.start,
        "end_sample": clip.span.end,
        "sample_rate": facts.sample_rate,
        "path": f"{order.recording}/{name}",
        "sha256": digest,
        "silent": silent,
        "quality": _figures(clip.quality),
    }


def _figures(quality: Quality) -> Row:
    return dict(quality.to_mapping())


def _summary(order: Order, facts: AudioFacts, plan: Plan, quality: Quality, words: Sequence[str]) -> Row:
    verdict = assess(quality, facts=facts)
    return {
        "recording": order.recording,
        "source": str(order.source),
        "container": facts.container.name.lower(),
        "codec": facts.codec,
        "duration": facts.duration,
        "sample_rate": facts.sample_rate,
        "channels": facts.channels,
        "samples": facts.samples,
        "clip_bits": facts.clip_bits,
        "converted": facts.clip_bits != facts.bits,
        "damage": [damage.value for damage in facts.damage],
        "chunks": len(plan.chunks),
        "silent": sum(chunk.silent for chunk in plan.chunks),
        "plan": plan.digest,
        "verdict": verdict.severity.name.lower(),
        "reasons": [
            {"code": finding.code, "detail": detail} for finding, detail in zip(verdict.findings, words, strict=True)
        ],
        "quality": _figures(quality),
    }


def _draw(order: Order, place: Path, source: BinaryIO, features: Features, plan: Plan) -> None:
    place.write_bytes(drawer()(source, features, plan, order.source.name))

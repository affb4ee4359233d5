"""`shrutik chunk`: recordings into FLAC clips with a manifest, no server."""

import json
import os
from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated

import typer
from rich.console import Console

from shrutik_bootstrap.chunking import Vad
from shrutik_bootstrap.work_pools import work_pool
from shrutik_cli.chunk_file import Order, Outcome
from shrutik_cli.chunk_folder import recording_name
from shrutik_cli.chunk_run import run, write_manifest
from shrutik_cli.option_names import by_option
from shrutik_core.chunking.rules import Rules
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.media import accepted
from shrutik_core.shared.errors import Invalid, ShrutikError

_LOW, _TARGET, _HIGH = 2.0, 5.5, 8.0
_OPTIONS = {"minimum": "--min", "maximum": "--max", "target": "--target"}


def _rules(minimum: float, maximum: float, target: float | None) -> Rules:
    """Rules with these limits; the preferred range goes along with the target."""
    aim = min(max(target or _TARGET, minimum), maximum) if target is None else target
    scale = aim / _TARGET
    return Rules(
        minimum=minimum,
        maximum=maximum,
        target=aim,
        preferred_minimum=min(aim, max(minimum, _LOW * scale)),
        preferred_maximum=max(aim, min(maximum, _HIGH * scale)),
        silence=max(3.0, minimum + 0.8),
    )


def _asked(minimum: float, maximum: float, target: float | None, hours: float) -> tuple[Rules, AudioLimits]:
    if target is not None and not minimum <= target <= maximum:
        raise _fail(f"--target must lie between --min and --max ({minimum:g} and {maximum:g}), not at {target:g}.")
    if not hours > 0:
        raise _fail(f"--max-hours must be more than 0, not {hours:g}.")
    try:
        return _rules(minimum, maximum, target), AudioLimits(max_seconds=hours * 3600)
    except ShrutikError as error:
        told = by_option(error, _OPTIONS) if isinstance(error, Invalid) and error.errors else error
        raise _fail(told.detail) from error


def _fail(detail: str, code: int = 2) -> typer.Exit:
    typer.echo(f"shrutik chunk: {detail}", err=True)
    return typer.Exit(code)


def _make_writable(folder: Path) -> None:
    """Makes a folder if it is not there, and finds out before any work is done whether one can write to it."""
    folder.mkdir(parents=True, exist_ok=True)
    TemporaryFile(dir=folder).close()


def _check_places(out: Path, manifest: Path, plot: Path | None) -> None:
    for folder in (out, manifest.parent, (plot or manifest).parent):
        _make_writable(folder)
    if manifest.is_dir():
        raise _fail(f"--manifest names a folder: {manifest}.")


def _plots(plot: Path | None, names: list[str]) -> list[Path | None]:
    """A picture for each file: with several, each has the recording's name in its own."""
    if plot is None or len(names) == 1:
        return [plot] * len(names)
    return [plot.with_name(f"{plot.stem}-{name}{plot.suffix or '.png'}") for name in names]


def _orders(
    files: list[Path], out: Path, rules: Rules, limits: AudioLimits, vad: Vad, plot: Path | None, locale: str
) -> list[Order]:
    taken: set[str] = set()
    names = [recording_name(path, taken) for path in files]
    places = _plots(plot, names)
    return [
        Order(path, name, out, rules, limits, vad, place, locale)
        for path, name, place in zip(files, names, places, strict=True)
    ]


def _report(outcomes: list[Outcome], manifest: Path, as_json: bool) -> None:
    for outcome in outcomes:
        if outcome.error is not None:
            typer.echo(f"shrutik chunk: {outcome.order.source}: {outcome.error} ({outcome.code})", err=True)
    if as_json:
        bad = [
            {"source": str(o.order.source), "code": o.code, "detail": o.error} for o in outcomes if o.error is not None
        ]
        done = [outcome.summary for outcome in outcomes if outcome.error is None]
        typer.echo(json.dumps({"manifest": str(manifest), "recordings": done, "errors": bad}, ensure_ascii=False))
        return
    for outcome in outcomes:
        if outcome.error is None:
            said = outcome.summary
            typer.echo(
                f"{outcome.order.source}: {said['chunks']} chunks ({said['silent']} silent), "
                f"{said['duration']:.1f} s -> {outcome.order.out / outcome.order.recording}"
            )
            for words in outcome.advice:
                typer.echo(f"  {words}")


def chunk(  # noqa: PLR0917 - typer passes every option by name
    files: Annotated[list[Path], typer.Argument(help=f"Recordings: {accepted()}.")],
    out: Annotated[Path, typer.Option(help="Folder for the clips; made if it is not there.")],
    minimum: Annotated[float, typer.Option("--min", help="Shortest chunk, seconds.")] = 1.0,
    maximum: Annotated[float, typer.Option("--max", help="Longest chunk, seconds.")] = 10.0,
    target: Annotated[float | None, typer.Option(help="Preferred length, seconds.")] = None,
    manifest: Annotated[Path | None, typer.Option(help="JSON Lines manifest; OUT/chunks.jsonl by default.")] = None,
    vad: Annotated[Vad, typer.Option(help="Voice activity detector beside the built-in features.")] = Vad.ENERGY,
    plot: Annotated[Path | None, typer.Option(help="Draw waveform, score, pauses and cuts (PNG).")] = None,
    jobs: Annotated[int, typer.Option(help="Files at the same time; 0 for one per core.")] = 0,
    cluster: Annotated[str, typer.Option(metavar="URL", help="Dask scheduler whose workers cut.")] = "",
    max_hours: Annotated[float, typer.Option(help="Longer recordings are refused.")] = 12.0,
    locale: Annotated[str, typer.Option(help="Language of the advice: en, bn, hi.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Cuts recordings into clips of 1 to 10 seconds, where people pause; loses no sample."""
    rules, limits = _asked(minimum, maximum, target, max_hours)
    place = manifest or out / "chunks.jsonl"
    try:
        _check_places(out, place, plot)
        orders = _orders(files, out, rules, limits, vad, plot, locale)
        pool = work_pool(cluster, 1) if cluster else None
        outcomes = run(orders, jobs or os.cpu_count() or 1, Console(stderr=True), pool)
        write_manifest(place, out, outcomes)
    except OSError as error:
        raise _fail(f"{error.filename or out}: {error.strerror or error}.", 1) from error
    _report(outcomes, place, as_json)
    if any(outcome.error is not None for outcome in outcomes):
        raise typer.Exit(1)

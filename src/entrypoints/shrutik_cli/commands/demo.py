"""`shrutik demo`: twelve voices, from recording to dataset, on this machine."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from shrutik_bootstrap.installation import own_installation
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_cli.demo.accounts import ADMIN
from shrutik_cli.demo.loading_line import loading_line
from shrutik_cli.demo.own_audio import check_audio
from shrutik_cli.demo.progress import ProgressDisplay
from shrutik_cli.demo.report import Report, print_report
from shrutik_cli.demo.reset import begin_anew, own_marker
from shrutik_cli.demo.run import run_demo
from shrutik_cli.open_installation import as_command
from shrutik_cli.serving.parent import check_port
from shrutik_core.prompts.language import check_language

_FOLDER = Path("shrutik-demo")


def demo(  # noqa: PLR0917 - typer passes every option by name
    data: Annotated[
        Path | None, typer.Option(help="Data folder of the demo.  [SHRUTIK_DATA, or shrutik-demo]", show_default=False)
    ] = None,
    leave: Annotated[bool, typer.Option("--exit", help="Do not serve afterwards.")] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Delete what an earlier demo made there, and start over.")
    ] = False,
    audio: Annotated[
        list[Path] | None, typer.Option(help="A recording of your own, to be cut; may be repeated.")
    ] = None,
    language: Annotated[str, typer.Option(help="Language of --audio (BCP 47).")] = "en",
    seed: Annotated[int, typer.Option(min=0, help="Seed of everything that goes wrong.")] = 1,
    host: Annotated[str | None, typer.Option(help="Address to listen on afterwards.  [127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.  [8000]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the table as JSON.")] = False,
) -> None:
    """Tells the whole story: record, cut, transcribe, agree, review, release.

    Sample speech (a synthesiser's) is sent by twelve speakers; five made-up transcribers mishear and mistype it. If it
    is called again on the same folder, the story goes on with what is there.
    """
    settings, own = _settings(data, host, port), check_audio(audio or [])
    tag = check_language(language)
    if not leave:
        check_port(settings)
    if reset:
        begin_anew(settings)
    report, password = _told(settings, seed, own, tag)
    _print(report, as_json)
    if not leave:
        _serve(settings, password)


def _told(settings: Settings, seed: int, own: Sequence[Path], language: str) -> tuple[Report, str]:
    """What came of the story, and the password of the demo's accounts."""
    display = ProgressDisplay()
    with as_command(settings), own_installation(settings, display.say, display.say) as installation:
        marker = own_marker(installation)
        return run_demo(installation, marker, display, seed, own, language), marker.password


def _settings(data: Path | None, host: str | None, port: int | None) -> Settings:
    settings = read_settings(data=data, host=host, port=port)
    return settings if "data" in settings.model_fields_set else read_settings(data=_FOLDER, host=host, port=port)


def _print(report: Report, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        return
    print_report(report, Console(highlight=False))
    typer.echo("Load it, with what is installed here:")
    typer.echo(f"  {loading_line(report.folder)}")
    typer.echo("Read on: README.md, and docs/tutorial/first-dataset.md from step 3 on.")


def _serve(settings: Settings, password: str) -> NoReturn:
    """Become `shrutik serve`, which forks: a process that has told the story has threads, and much in memory."""
    typer.echo("")
    typer.echo(f"Log in as            {ADMIN.email}")
    typer.echo(f"with the password    {password}")
    sys.stdout.flush()
    options = ["--data", settings.data, "--host", settings.listens_on, "--port", settings.port]
    os.execv(sys.executable, [sys.executable, "-m", "shrutik_cli", "serve", *map(str, options)])  # noqa: S606 - ourselves

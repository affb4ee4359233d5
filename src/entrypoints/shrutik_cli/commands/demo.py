"""`shrutik demo`: one voice, from recording to dataset, on this machine."""

import json
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from shrutik_bootstrap.installation import own_installation
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_cli.demo.accounts import ADMIN
from shrutik_cli.demo.own_audio import check_audio
from shrutik_cli.demo.progress import ProgressDisplay
from shrutik_cli.demo.report import Report, print_report
from shrutik_cli.demo.reset import begin_anew, own_marker
from shrutik_cli.demo.run import run_demo
from shrutik_cli.open_installation import ended_in_order, tell
from shrutik_cli.run_server import run_server, until_signalled
from shrutik_core.prompts.language import check_language
from shrutik_core.shared.errors import Conflict

_FOLDER = Path("shrutik-demo")


def demo(  # noqa: PLR0917 - typer passes every option by name
    data: Annotated[
        Path | None, typer.Option(help="Data folder of the demo.  [SHRUTIK_DATA, or shrutik-demo]", show_default=False)
    ] = None,
    leave: Annotated[bool, typer.Option("--exit", help="Do not serve afterwards.")] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Delete what an earlier demo made there, and begin anew.")
    ] = False,
    audio: Annotated[
        list[Path] | None, typer.Option(help="A recording of your own, to be cut; may be repeated.")
    ] = None,
    language: Annotated[str, typer.Option(help="Language of --audio (BCP 47).")] = "en",
    seed: Annotated[int, typer.Option(min=0, help="Of everything that goes wrong.")] = 1,
    host: Annotated[str | None, typer.Option(help="Address to listen on afterwards.  [127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.  [8000]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the table as JSON.")] = False,
) -> None:
    """Tells the whole story: record, cut, transcribe, agree, review, release.

    Sample speech (a synthesiser's) is sent by one speaker; five made-up transcribers mishear and mistype it. Called
    again on the same folder, the story goes on with what is there.
    """
    settings, own = _settings(data, host, port), check_audio(audio or [])
    tag = check_language(language)
    if not leave:
        _check_port(settings)
    if reset:
        begin_anew(settings)
    display = ProgressDisplay()
    with ended_in_order(), own_installation(settings, display.say) as installation:
        marker = own_marker(installation)
        report = run_demo(installation, marker, display, seed, own, tag)
    _print(report, as_json)
    if not leave:
        _serve(settings, marker.password)


def _settings(data: Path | None, host: str | None, port: int | None) -> Settings:
    settings = read_settings(data=data, host=host, port=port)
    return settings if "data" in settings.model_fields_set else read_settings(data=_FOLDER, host=host, port=port)


def _check_port(settings: Settings) -> None:
    """Before anything is begun: what would be said only at the end otherwise."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            detail = f"{settings.host}:{settings.port} cannot be listened on ({error.strerror}); name another --port."
            raise Conflict("port_in_use", detail) from error


def _print(report: Report, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        return
    print_report(report, Console(highlight=False))
    typer.echo("Load it in Python:")
    typer.echo(f'  datasets.load_dataset("audiofolder", data_dir="{report.folder}")')


def _serve(settings: Settings, password: str) -> None:
    """The house opened anew, as `shrutik serve` would: the story's workers have gone home."""

    def announce(address: str) -> None:
        for line in _welcome(address, password):
            typer.echo(line)

    with until_signalled() as stopping, own_installation(settings, tell) as installation:
        run_server(installation, stopping, announce)


def _welcome(address: str, password: str) -> Sequence[str]:
    return (
        "",
        f"Shrutik listens on   {address}",
        f"API documentation    {address}/api/docs",
        f"Log in as            {ADMIN.email}",
        f"with the password    {password}",
        "Ctrl-C ends it; nothing is lost.",
    )

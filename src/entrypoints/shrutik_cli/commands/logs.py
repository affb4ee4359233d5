"""`shrutik logs`: what was told of one request, wherever it was told."""

import json
from pathlib import Path
from typing import Annotated

import typer

from shrutik_bootstrap.log_files import told_of
from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_cli.tracing.steps import steps_of
from shrutik_core.shared.correlation import is_fit
from shrutik_core.shared.errors import Invalid, Missing, declare
from shrutik_core.traces.ids import trace_id_of

declare(Invalid, "correlation_invalid", "This cannot be the id of a request.")
declare(Missing, "trace_empty", "Nothing is known of this request.")

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="What was told of one request."
)


@app.callback()
def _logs() -> None:
    """What was told of one request."""


@app.command(
    epilog=examples(
        "shrutik logs trace 4f1c0a52e9d84b7f9a53c1f0e2b7d6aa",
        "shrutik logs trace 4f1c0a52e9d84b7f9a53c1f0e2b7d6aa --also /var/log/nginx/shrutik.log --json",
        "shrutik logs trace 4f1c0a52e9d84b7f9a53c1f0e2b7d6aa --also /var/lib/shrutik/api-8001",
    )
)
def trace(
    request_id: Annotated[str, typer.Argument(help="The X-Request-ID of an answer.", show_default=False)],
    also: Annotated[
        list[Path] | None,
        typer.Option(
            help="A log of a proxy, compressed or not, or a folder: of logs, or another data folder; may be repeated.",
            exists=True,
            show_default=False,
        ),
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Shows what log files, database and jobs know of a request and of all that came of it, the earliest first."""
    if not is_fit(request_id):
        raise Invalid("correlation_invalid", "The id of a request has up to 128 letters, digits and . _ : + / = - .")
    with open_installation(data) as installation:
        jobs = installation.platform.manage_jobs().under(None, request_id)
        lines = list(told_of(installation.settings, installation.folder, request_id, also or ()))
    steps = steps_of(lines, jobs)
    if not steps:
        raise Missing("trace_empty", f"Nothing is known of {request_id} here, or no longer.")
    traced = {} if installation.settings.otlp_endpoint is None else {"trace_id": trace_id_of(request_id)}
    if as_json:
        typer.echo(json.dumps([traced | step.plain() for step in steps], ensure_ascii=False, indent=2))
        return
    if traced:
        typer.echo(f"Trace {traced['trace_id']}")
    for step in steps:
        typer.echo(step.row())

"""`shrutik serve`: everything on one machine, until Ctrl-C."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.logs import logs_of
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_cli.serving.parent import serve_installation

if TYPE_CHECKING:  # imported only if it is needed
    from shrutik_bootstrap.own_tls import OwnTls


def serve(
    data: Annotated[Path | None, typer.Option(help="Folder for database, audio and keys.  [shrutik-data]")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.  [127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.  [8000]")] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, max=256, help="API processes.  [as many as processors]", show_default=False)
    ] = None,
    https: Annotated[
        bool,
        typer.Option(
            "--https",
            help="Serve TLS with a certificate authority of its own, for phones in the same room; without --host it "
            "listens on every address of this machine (0.0.0.0).",
        ),
    ] = False,
    insecure: Annotated[
        bool, typer.Option("--insecure", help="Listen beyond this machine without TLS and without a proxy.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log what is done.")] = False,
) -> None:
    """Run the API and the background work on this machine.

    A real PostgreSQL runs as a child in the data folder, unless SHRUTIK_DATABASE_URL names one elsewhere.
    """
    settings = read_settings(
        data=data, host=host, port=port, api_processes=processes, https=https or None, insecure=insecure or None
    )
    with logs_of(settings, "serve", verbose=verbose):
        serve_installation(settings, _tell, partial(_announce, settings))


def _announce(settings: Settings, address: str, tls: "OwnTls | None") -> None:
    _tell(f"Shrutik listens on {address}; its API is described at {address}/api/docs. Ctrl-C ends it.")
    _tell("Next, in another terminal: `shrutik user create YOU@EXAMPLE.ORG --role admin` makes the first admin.")
    if settings.smtp_url is None:
        _tell("No mail server is set (SHRUTIK_SMTP_URL): no letters are sent, and no address needs to be verified.")
    if tls is not None:
        for_phones = load("shrutik_cli.serving.for_phones", "laptop")
        for line in for_phones.lines(tls, settings.listens_on, int(address.rpartition(":")[2])):
            _tell(line)


def _tell(line: str) -> None:
    typer.echo(line, err=True)

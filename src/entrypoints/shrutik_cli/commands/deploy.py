"""`shrutik deploy`: from one release to the next behind nginx, and back by itself if the new one is not good."""

import json
from pathlib import Path
from typing import Annotated

import attrs
import typer

from shrutik_cli.deploying.config import DeployConfig, read_config
from shrutik_cli.deploying.deployment import Deployment
from shrutik_cli.deploying.host import Host
from shrutik_cli.deploying.planning import planned
from shrutik_cli.deploying.state_file import StateFile
from shrutik_cli.deploying.switching import Switching
from shrutik_cli.examples import examples

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    help="Replace one release with another behind nginx, while people work, or take it back.",
)
ConfigOption = Annotated[Path, typer.Option("--config", help="TOML file that describes the site.")]
_CONFIG = Path("/etc/shrutik/deploy.toml")


@app.command(
    epilog=examples(
        "shrutik deploy switch 0.2.0 --dry-run", "shrutik deploy switch 0.2.0 --config /etc/shrutik/deploy.toml"
    )
)
def switch(
    release: Annotated[str, typer.Argument(help="Id of the release that should answer.", show_default=False)],
    config: ConfigOption = _CONFIG,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
) -> None:
    """Starts the other colour, tries it on a share of the requests, and lets it answer all of them, or takes it back.

    Exits with 1 if it was taken back. If the command was killed, the same command continues where it stopped.
    """
    site, state = _site(config)
    if dry_run:
        for line in planned(site, state.read(), release):
            typer.echo(line)
        return
    with state.held():
        _switching(site, state).switch(release)


@app.command(epilog=examples("shrutik deploy rollback"))
def rollback(config: ConfigOption = _CONFIG) -> None:
    """Goes back to the release that answered before: by one reload while it still runs, else by starting it again."""
    site, state = _site(config)
    with state.held():
        _switching(site, state).rollback()


@app.command(epilog=examples("shrutik deploy status", "shrutik deploy status --json"))
def status(
    config: ConfigOption = _CONFIG, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> None:
    """Says which release answers, how far a switch is, and what each server says of itself."""
    site, state = _site(config)
    host, now = Host(site, typer.echo), state.read()
    servers = {server: host.ask(server, "/readyz") for colour in site.servers.values() for server in colour}
    seen = host.through("/healthz")
    if as_json:
        asked = {server: attrs.asdict(answer) for server, answer in servers.items()}
        typer.echo(json.dumps({**attrs.asdict(now), "servers": asked, "seen": attrs.asdict(seen)}, indent=2))
        return
    for line in _lines(now):
        typer.echo(line)
    for server, answer in servers.items():
        typer.echo(f"server    {server}: {answer.status or 'no answer'} {answer.release}".rstrip())
    typer.echo(f"nginx     {seen.status or 'no answer'} {seen.release}".rstrip())


def _lines(now: Deployment) -> list[str]:
    named = (("live", now.live), ("coming", now.coming), ("before", now.before))
    standings = [f"{name:<9} {one.release} in {one.colour}" if one else f"{name:<9} none" for name, one in named]
    return [f"phase     {now.phase}", *standings, *([f"last      {now.told}"] if now.told else [])]


def _site(config: Path) -> tuple[DeployConfig, StateFile]:
    site = read_config(config)
    return site, StateFile(site.state)


def _switching(site: DeployConfig, state: StateFile) -> Switching:
    return Switching(site, Host(site, typer.echo), state)

"""`shrutik db`: how the database's tables stand, and bringing them up to date."""

import json

import typer

from shrutik_bootstrap.database import check_database, migration_state, upgrade_database
from shrutik_cli.examples import examples
from shrutik_cli.open_installation import (
    DataOption,
    JsonOption,
    ended_in_order,
    settings_for,
    settings_for_database,
    tell,
)
from shrutik_core.shared.errors import Conflict

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="The database: its state, and upgrades."
)


@app.command(epilog=examples("shrutik db upgrade", "shrutik db upgrade --data /srv/shrutik"))
def upgrade(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Applies the migrations that are pending; makes the data folder if there is none."""
    with ended_in_order():
        state = upgrade_database(settings_for(data, new=True), tell)
    if as_json:
        typer.echo(json.dumps({"revision": state.current}))
    else:
        typer.echo(f"The database is at revision {state.current}.")


@app.command(epilog=examples("shrutik db check && echo 'ready to start'"))
def check(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Exits with 1 if migrations are pending, or the tables are not those that this version knows."""
    settings = settings_for_database(data)
    with ended_in_order():
        state, differences = check_database(settings, tell)
    if as_json:
        typer.echo(json.dumps({"ready": state.ready and not differences, "differences": differences}))
    if not state.ready:
        raise Conflict("migrations_pending", f"{len(state.pending)} migrations are pending; run `shrutik db upgrade`.")
    if differences:
        raise Conflict("tables_differ", f"The tables are not those of this version: {'; '.join(differences)}.")
    if not as_json:
        more = ", and a newer one added to it" if state.newer else ""
        typer.echo(f"The database is as this version wants it{more}.")


@app.command(epilog=examples("shrutik db status", "shrutik db status --json"))
def status(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Says which revision the database is at, and what is pending."""
    with ended_in_order():
        state = migration_state(settings_for_database(data), tell)
    if as_json:
        plain = {"revision": state.current, "newest": state.head, "pending": state.pending, "newer": state.newer}
        typer.echo(json.dumps(plain))
        return
    typer.echo(f"revision  {state.current or 'none'}")
    typer.echo(f"newest    {state.head}")
    typer.echo(f"pending   {', '.join(state.pending) or 'nothing'}")

"""`shrutik keys`: what signs access tokens."""

import json

import typer

from shrutik_bootstrap.keys import rotate_token_keys
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="The keys that sign access tokens."
)


@app.callback()
def keys() -> None:
    """The keys that sign access tokens."""


@app.command(epilog=examples("shrutik keys rotate", "shrutik keys rotate --data /srv/shrutik"))
def rotate(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Makes a new key. It signs once `serve` is started again; tokens of the two keys before it stay good."""
    kid = rotate_token_keys(read_settings(data=data))
    typer.echo(json.dumps({"kid": kid}) if as_json else f"The new key is {kid}; start `shrutik serve` again to use it.")

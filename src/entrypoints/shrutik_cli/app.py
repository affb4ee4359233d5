"""The command line's root: knows its commands by a table, and imports one when it is called."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from shrutik_bootstrap.extras import load
from shrutik_cli.examples import examples
from shrutik_cli.table import COMMANDS, Entry
from shrutik_core import __version__


class LazyGroup(TyperGroup):
    """Shows every command by its line in the table; the command itself takes its place when it is called."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - handed on to typer as they came
        super().__init__(**options)
        for name, entry in COMMANDS.items():
            self.add_command(TyperCommand(name, help=entry.summary, callback=None))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer's own types are private
        """See `TyperGroup.resolve_command`; the command is loaded here."""
        name, command, rest = super().resolve_command(ctx, args)
        if name is None or command is None:
            return name, command, rest
        entry = COMMANDS[name]
        if entry.starting and "--help" not in rest:
            typer.echo(entry.starting, err=True)
        return name, _loaded(name, entry, rest), rest


def _loaded(name: str, entry: Entry, rest: Sequence[str]) -> Any:  # noqa: ANN401 - typer's own types are private
    apart = entry.apart if entry.apart and entry.apart.commands.intersection(rest[:1]) else None
    module = load(apart.module, apart.extras) if apart else load(entry.module, entry.extras)
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name, epilog=examples(*entry.examples))(getattr(module, name))
    command = typer.main.get_command(app)
    command.name = name
    return command


# Plain help: rich would be imported for it, and take longer than all the rest of `shrutik --help`.
app = typer.Typer(
    cls=LazyGroup, name="shrutik", rich_markup_mode=None, no_args_is_help=True, pretty_exceptions_enable=False
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer's protocol for an option's callback
    if wanted:
        typer.echo(f"shrutik {__version__}")
        raise typer.Exit


@app.callback(epilog=examples("shrutik demo", "shrutik serve --data shrutik-data", "shrutik COMMAND --help"))
def shrutik(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Collect voices, cut them at pauses, agree on their words, release datasets."""


def run(arguments: Sequence[str]) -> None:
    """Call a command; ends by SystemExit, or by the ShrutikError or OSError that the command met."""
    typer.main.get_command(app)(arguments, prog_name="shrutik")

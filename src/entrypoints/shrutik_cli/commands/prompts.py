"""`shrutik prompts`: what is to be read aloud, from files."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_core.shared.errors import Invalid

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="What is to be read aloud.")
_STDIN = Path("-")


@app.callback()
def _prompts() -> None:
    """Import what is to be read aloud."""


@app.command(
    "import",
    epilog=examples(
        "shrutik prompts import sentences.txt --collection bn-read --source 'Own work, CC0-1.0'",
        "sort -u all.txt | shrutik prompts import - --collection bn-read",
    ),
)
def import_(
    file: Annotated[Path, typer.Argument(help="UTF-8 text with one prompt a line; - for standard input.")],
    collection: Annotated[str, typer.Option(help="Slug or id of the collection.", show_default=False)],
    source: Annotated[str, typer.Option(help="Where the texts come from, and their licence.")] = "",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Adds prompts to a collection, all or none; those that it has already are passed over."""
    texts = _lines(file)
    with open_installation(data) as installation:
        added = installation.platform.add_prompts()(None, collection, texts, source)
    if as_json:
        typer.echo(json.dumps({"read": len(texts), "added": added}))
    else:
        typer.echo(f"{added} of {len(texts)} prompts were new in {collection}.")


def _lines(file: Path) -> list[str]:
    raw = sys.stdin.buffer.read() if file == _STDIN else file.read_bytes()
    try:
        lines = [line.strip() for line in raw.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError as error:
        raise Invalid("not_utf8", f"{file} is not UTF-8 text (byte {error.start}).") from error
    texts = [line for line in lines if line]
    if not texts:
        raise Invalid("empty", f"{file} does not hold a prompt.")
    return texts

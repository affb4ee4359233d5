"""`shrutik prompts`: what speakers are asked to say, from files."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_cli.prompt_lines import PromptLines
from shrutik_core.prompts.draft import PromptDraft
from shrutik_core.shared.errors import Invalid

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="What speakers are asked to say."
)
_STDIN = Path("-")
_JSON_LINES = (".jsonl", ".ndjson")


@app.callback()
def _prompts() -> None:
    """Import what speakers are asked to say."""


@app.command(
    "import",
    epilog=examples(
        "shrutik prompts import sentences.txt --collection bn-read --source 'Own work, CC0-1.0'",
        "sort -u all.txt | shrutik prompts import - --collection bn-read",
        "shrutik prompts import market/prompts.jsonl --collection bn-talk --source 'Own pictures, CC0-1.0'",
    ),
)
def import_(
    file: Annotated[Path, typer.Argument(help="UTF-8 with one prompt per line; - for standard input.")],
    collection: Annotated[str, typer.Option(help="Slug or id of the collection.", show_default=False)],
    source: Annotated[str, typer.Option(help="Where the texts come from, and their licence.")] = "",
    json_lines: Annotated[
        bool, typer.Option("--json-lines", help="Each line is JSON; so is every file that ends with .jsonl or .ndjson.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Adds prompts to a collection, all or none; those that it has already are passed over.

    A line of JSON has a text, and may have a kind (text, picture, sound or question), media (a picture or a sound: a
    file, from the folder of the prompts) or media_id, and longest (seconds that an answer may last).
    """
    text = _text(file)
    with open_installation(data) as installation:
        platform = installation.platform
        drafts: Sequence[str | PromptDraft] = [line.strip() for line in text.splitlines() if line.strip()]
        if json_lines or file.suffix.lower() in _JSON_LINES:
            folder = Path() if file == _STDIN else file.parent
            drafts = PromptLines(platform.keep_prompt_media(), folder).read(text)
        added = platform.add_prompts()(None, collection, drafts, source)
    if as_json:
        typer.echo(json.dumps({"read": len(drafts), "added": added}))
    else:
        typer.echo(f"{added} of {len(drafts)} prompts were new in {collection}.")


def _text(file: Path) -> str:
    raw = sys.stdin.buffer.read() if file == _STDIN else file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("not_utf8", f"{file} is not UTF-8 text (byte {error.start}).") from error
    if not text.strip():
        raise Invalid("empty", f"{file} does not hold a prompt.")
    return text

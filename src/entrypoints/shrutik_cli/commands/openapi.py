"""`shrutik openapi`: the API's document."""

import json
from pathlib import Path
from typing import Annotated

import typer

from shrutik_core import __version__
from shrutik_http.openapi.document import openapi_document


def openapi(
    out: Annotated[Path | None, typer.Option(help="File to write; standard output by default.")] = None,
) -> None:
    """Prints the description of the API (OpenAPI 3.1, JSON)."""
    text = json.dumps(openapi_document(__version__), ensure_ascii=False, indent=2)
    if out is None:
        typer.echo(text)
        return
    draft = out.with_name(f".{out.name}.new")
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(out)

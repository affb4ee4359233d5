"""How lists are printed: as JSON for a program, or a line for each thing."""

import json
from collections.abc import Iterable, Iterator, Sequence

import typer


def print_list(kind: str, plain: Sequence[object], lines: Iterable[str], *, as_json: bool) -> None:
    """Print all of it, or that there is none.

    Args:
        kind: what is listed, in the plural.
        plain: the things as JSON has them.
        lines: the same for people; not asked for if a program reads.
        as_json: whether a program reads.
    """
    if as_json:
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    if not plain:
        typer.echo(f"No {kind}.")
    for line in lines:
        typer.echo(line)


def in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as lines whose columns are as wide as they need to be; the last one ends where it ends."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        yield "  ".join([*padded, row[-1]])

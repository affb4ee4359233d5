"""`shrutik consensus`: many transcriptions of each item become one text that says how sure it is."""

import json
import sys
from pathlib import Path
from typing import Annotated, Never

import attrs
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from shrutik_bootstrap.consensus import settle_corpus, table_sink, table_source
from shrutik_cli.consensus_view import as_lines, as_mapping
from shrutik_cli.option_names import by_option
from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.consensus.crowd.table_changes import TableChanges, refuse_change
from shrutik_core.consensus.policy import Policy
from shrutik_core.consensus.result import Method
from shrutik_core.consensus.text.reading import TAGS
from shrutik_core.shared.errors import Invalid, ShrutikError
from shrutik_core.shared.policy_family import read_family
from shrutik_core.use_cases.corpus.settle_corpus import CorpusReport, CorpusSettings, SettleCorpus

_OPTIONS = {
    "fewest": "--min-votes",
    "most": "--max-votes",
    "accept_confidence": "--accept-at",
    "accept_wer": "--accept-wer",
    "guards": "--guards",
    "tags": "--tags",
}


Source = Annotated[Path, typer.Argument(metavar="IN", help="CSV, TSV, JSON Lines (also .gz) or Parquet; any order.")]


def consensus(  # noqa: PLR0917 - typer passes every option by name
    source: Source,
    out: Annotated[Path | None, typer.Option(help="Where the texts go; the ending gives the format.")] = None,
    workers: Annotated[Path | None, typer.Option(help="Where each worker's reliability goes.")] = None,
    method: Annotated[Method, typer.Option(help="em needs no weights learnt from labelled data.")] = Method.FITTED,
    item: Annotated[str, typer.Option(help="Column of the item.")] = "item",
    worker: Annotated[str, typer.Option(help="Column of the worker.")] = "worker",
    text: Annotated[str, typer.Option(help="Column of the text.")] = "text",
    prompt: Annotated[str | None, typer.Option(help="Column of what was to be read; it joins as a witness.")] = None,
    language: Annotated[str | None, typer.Option(help="BCP 47 tag, e.g. bn: spellings, numbers, negations.")] = None,
    explain: Annotated[str | None, typer.Option(metavar="ITEM", help="Show one item's network instead.")] = None,
    min_votes: Annotated[int, typer.Option(help="Fewest votes that are accepted.")] = 2,
    max_votes: Annotated[int, typer.Option(help="Votes after which no more are asked.")] = 7,
    accept_at: Annotated[float, typer.Option(help="Accept from this confidence on, 0 to 1.")] = 0.9,
    accept_wer: Annotated[float | None, typer.Option(help="Or up to this expected WER, 0 to 1.")] = 0.03,
    guards: Annotated[bool, typer.Option(help="Review if numbers or negations differ.")] = True,
    tags: Annotated[str, typer.Option(help="Words that are tags when in brackets, such as [noise].")] = TAGS,
    separator: Annotated[str | None, typer.Option(help="Between cells: a character, its name, or auto.")] = None,
    quotes: Annotated[bool | None, typer.Option(help="Quotes hold a cell together; by default not in TSV.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse a table that cannot be read as it stands.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Agrees on one text for each item, with its confidence, expected word error rate and decision."""
    try:
        _keep_apart(source, out, workers)
        wish = CorpusSettings(_policy((min_votes, max_votes, accept_at, accept_wer, guards, tags)), method, language)
        columns, changes = ColumnNames(item, worker, text, prompt), TableChanges()
        table = table_source(source, columns, refuse_change if strict else changes, separator=separator, quotes=quotes)
        _run(settle_corpus(table, _folder_of(out)), wish, explain, out, workers, changes, as_json)
    except ShrutikError as error:
        _fail(error, as_json)


def _folder_of(out: Path | None) -> Path:
    """Where rows are sorted: beside what is written, or where the command was called."""
    return (out or Path()).absolute().parent


def _policy(values: tuple[float | str | None, ...]) -> Policy:
    """The policy of the values of `_OPTIONS`, in their order."""
    try:
        return read_family(Policy, dict(zip(_OPTIONS, values, strict=True)))
    except Invalid as error:
        raise by_option(error, _OPTIONS) from error


def _keep_apart(source: Path, out: Path | None, workers: Path | None) -> None:
    """Refuse to write over the table that is read, or two tables into one file."""
    places = [path.absolute().resolve() for path in (source, out, workers) if path is not None]
    if len(set(places)) < len(places):
        raise Invalid("paths_same", "IN, --out and --workers must be different files: what is read would be lost.")


def _run(
    corpus: SettleCorpus,
    settings: CorpusSettings,
    item: str | None,
    out: Path | None,
    workers: Path | None,
    changes: TableChanges,
    as_json: bool,
) -> None:
    if item is not None:
        _explain(corpus, item, settings, as_json)
    else:
        _settle(corpus, settings, out, workers, changes if as_json else None)
    if changes.counted and (item is not None or not as_json):
        typer.echo(f"Changed while reading: {changes.summary()}.", err=True)


def _settle(
    corpus: SettleCorpus, settings: CorpusSettings, out: Path | None, workers: Path | None, changes: TableChanges | None
) -> None:
    """Settle all, and say so in a line; as JSON, with the changes, if there are such."""
    if out is None:
        raise Invalid("out_missing", "Say where the texts go with --out, or which item to show with --explain.")
    sink = table_sink(out)
    standings = table_sink(workers) if workers else None
    with _bar() as bar:
        report = corpus(sink, settings, workers=standings, on_progress=_Stages(bar))
    if changes is None:
        typer.echo(_told(report, out))
        return
    told = {"out": str(out), "workers_file": workers and str(workers), "method": settings.method.value}
    typer.echo(json.dumps(told | attrs.asdict(report) | {"changes": _listed(changes)}, ensure_ascii=False))


def _listed(changes: TableChanges) -> list[dict[str, str | int]]:
    return [
        {"kind": kind.value, "count": one.count, "first": one.first.place, "detail": one.first.told}
        for kind, one in changes.counted.items()
    ]


def _told(report: CorpusReport, out: Path) -> str:
    counts = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(report.decisions.items()))
    return (
        f"{out}: {report.items:,} items from {report.rows:,} rows of {report.workers:,} workers"
        f" ({counts or 'nothing to settle'}); expected {report.rate} {report.expected_wer:.2%}."
    )


def _explain(corpus: SettleCorpus, item: str, settings: CorpusSettings, as_json: bool) -> None:
    with _bar() as bar:
        result = corpus.explain(item, settings, on_progress=_Stages(bar))
    if as_json:
        typer.echo(json.dumps(as_mapping(item, result), ensure_ascii=False))
        return
    for line in as_lines(item, result):
        typer.echo(line)


def _bar() -> Progress:
    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    return Progress(*columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal, transient=True)


@attrs.define
class _Stages:
    """One line of the bar for each stage."""

    bar: Progress
    lines: dict[str, TaskID] = attrs.field(factory=dict)

    def __call__(self, stage: str, share: float) -> None:
        if stage not in self.lines:
            self.lines[stage] = self.bar.add_task(stage, total=1.0)
        self.bar.update(self.lines[stage], completed=share)


def _fail(error: ShrutikError, as_json: bool) -> Never:
    if as_json:
        typer.echo(json.dumps({"error": error.code, "detail": error.detail}, ensure_ascii=False))
    typer.echo(f"shrutik consensus: {error.detail}", err=True)
    raise typer.Exit(1) from error

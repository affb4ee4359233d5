"""`shrutik recordings rechunk`: a collection's recordings cut anew, by its rules of now."""

import json
import os
from typing import Annotated

import typer

from shrutik_bootstrap.installation import Installation
from shrutik_bootstrap.rechunking import portable_processor, rechunk_collection
from shrutik_bootstrap.work_pools import work_pool
from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_cli.progress_line import ProgressLine, count_line
from shrutik_core.chunking.rechunking import SENTENCES, Rechunked
from shrutik_core.use_cases.rechunking.rechunk_collection import RechunkReport

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)


@app.command(
    epilog=examples(
        "shrutik recordings rechunk --collection bn-talk --dry-run",
        "shrutik recordings rechunk --collection bn-talk --cluster tcp://10.0.0.1:8786",
    )
)
def rechunk(
    collection: Annotated[str, typer.Option(help="Slug or id.", show_default=False)],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; no clip does.")] = False,
    cluster: Annotated[str, typer.Option(metavar="URL", help="Dask scheduler whose workers cut.")] = "",
    jobs: Annotated[int, typer.Option(min=0, max=256, help="Processes here; 0 for one per processor.")] = 0,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Cuts recordings anew by the rules that their collection has now; it may run while people work.

    Nothing is lost that anybody typed: a recording stays as it is if one of its clips has a text, or may still
    get one. If it was interrupted, run it again: what is done stays done.
    """
    with open_installation(data) as installation:
        report = _run(installation, collection, dry_run, cluster or installation.settings.cluster, jobs)
    typer.echo(_json(report) if as_json else "\n".join(_lines(report, dry_run=dry_run)))
    if report.failed:
        raise typer.Exit(1)


def _run(installation: Installation, collection: str, dry_run: bool, cluster: str, jobs: int) -> RechunkReport:
    pool = work_pool(cluster, jobs or os.cpu_count() or 1)
    run = rechunk_collection(installation.platform, pool, portable_processor(installation.settings))
    with ProgressLine() as line:
        return run(
            collection,
            writes=not dry_run,
            on_progress=lambda report: line.write(count_line(collection, report.done, report.total, line.elapsed)),
        )


def _lines(report: RechunkReport, *, dry_run: bool) -> list[str]:
    counts = [(outcome, report.became.get(outcome, 0)) for outcome in Rechunked]
    told = [f"{outcome.value}: {count}. {_sentence(outcome, dry_run=dry_run)}." for outcome, count in counts if count]
    failed = [f"  {one.recording}: {one.detail} ({one.code})" for one in report.failed]
    return [f"recordings: {report.done}", *told, *failed]


def _sentence(outcome: Rechunked, *, dry_run: bool) -> str:
    if dry_run and outcome is Rechunked.CUT:
        return "Would be cut anew"
    sentence = SENTENCES[outcome]
    return sentence[0].upper() + sentence[1:]


def _json(report: RechunkReport) -> str:
    failed = [{"recording_id": str(one.recording), "code": one.code, "detail": one.detail} for one in report.failed]
    counts = {outcome.value: report.became.get(outcome, 0) for outcome in Rechunked}
    return json.dumps({"recordings": report.done, **counts, "errors": failed}, ensure_ascii=False)

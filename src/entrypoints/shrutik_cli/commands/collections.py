"""`shrutik collections`: list them, and work on all of one at once."""

import json
import os
from typing import Annotated

import attrs
import typer

from shrutik_bootstrap.recomputing import recompute_on_many
from shrutik_bootstrap.work_pools import work_pool
from shrutik_cli.examples import examples
from shrutik_cli.listing import in_columns, print_list
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_cli.paging import every
from shrutik_cli.progress_line import ProgressLine, count_line
from shrutik_core.collections.collection import Collection

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    help="List collections, and work on all of one at once.",
)


@app.callback()
def _collections() -> None:
    """List collections, and work on all of one at once."""


@app.command("list", epilog=examples("shrutik collections list", "shrutik collections list --json"))
def list_(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Lists collections, newest first: slug, language, licence, name."""
    with open_installation(data) as installation:
        found = list(every(installation.platform.read_collections().list))
    rows = [(one.slug, one.language, one.licence, one.name) for one in found]
    print_list("collections", [_plain(one) for one in found], in_columns(rows), as_json=as_json)


def _plain(collection: Collection) -> dict[str, str]:
    return {
        "id": str(collection.id),
        "slug": collection.slug,
        "language": collection.language,
        "name": collection.name,
        "licence": collection.licence,
        "created_at": collection.created_at.isoformat(),
    }


@app.command(
    epilog=examples(
        "shrutik collections recompute --collection bn-read",
        "shrutik collections recompute --collection bn-read --cluster tcp://10.0.0.1:8786",
    )
)
def recompute(
    collection: Annotated[str, typer.Option(help="Slug or id.", show_default=False)],
    cluster: Annotated[str, typer.Option(metavar="URL", help="Dask scheduler whose workers compute it.")] = "",
    jobs: Annotated[int, typer.Option(min=0, max=256, help="Processes here; 0 for one per processor.")] = 0,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decides every clip with a vote anew; a reviewer's decision stands, and people can go on working."""
    with open_installation(data) as installation, ProgressLine() as line:
        pool = work_pool(cluster or installation.settings.cluster, jobs or os.cpu_count() or 1)
        report = recompute_on_many(installation.platform, pool)(
            collection,
            lambda report: line.write(count_line(collection, report.done, report.total, line.elapsed)),
        )
    if as_json:
        typer.echo(json.dumps(attrs.asdict(report)))
    else:
        typer.echo(f"clips decided: {report.done} ({report.worked_out_here} had changed meanwhile)")

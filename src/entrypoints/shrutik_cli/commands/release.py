"""`shrutik release`: datasets, made, listed and laid out; `release_copies` takes folders of them."""

from collections.abc import Sequence
from typing import Annotated

import attrs
import typer

from shrutik_cli.acting_account import acting_account
from shrutik_cli.commands import release_copies, release_export
from shrutik_cli.create_release import create_release
from shrutik_cli.examples import examples
from shrutik_cli.listing import print_list
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_cli.paging import every
from shrutik_cli.preview_release import show_preview
from shrutik_cli.selection_options import AcceptOption, OnlyOption, accepted, narrowed
from shrutik_core.releases.release import Release
from shrutik_core.releases.selection import PLAIN_FORMATS, ReleaseFormat
from shrutik_core.releases.splits.split import SplitBy
from shrutik_core.use_cases.releases.release_wish import ReleaseWish

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="Datasets: make, list, verify, lay out."
)
app.registered_commands += [*release_copies.app.registered_commands, *release_export.app.registered_commands]
AsOption = Annotated[str | None, typer.Option("--as", help="Address of the account that acts; the oldest admin's.")]


@app.command(
    epilog=examples(
        "shrutik release create bn-read --collection bn-read",
        "shrutik release create both --collection bn-read --collection en-read --format csv --min-confidence 0.9",
        "shrutik release create clean --collection bn-read --only snr_db=20.. --only seconds=1..15 --dry-run",
    )
)
def create(
    name: Annotated[str, typer.Argument(help="Its name; a version is added.", show_default=False)],
    collection: Annotated[list[str], typer.Option(help="Slug or id; may be repeated.", show_default=False)],
    *,
    format_: Annotated[
        list[ReleaseFormat] | None, typer.Option("--format", help="May be repeated; all but parquet by default.")
    ] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="A consensus below it stays out.")] = 0.0,
    only: OnlyOption = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="Include synthetic voices, too.")] = False,
    reported: Annotated[
        bool, typer.Option("--reported", help="Include clips whose report nobody has looked at yet.")
    ] = False,
    split_by: Annotated[SplitBy, typer.Option(help="What is never in two splits.")] = SplitBy.SPEAKER,
    parted: Annotated[bool, typer.Option("--parted", help="Make train, dev, test however few the speakers.")] = False,
    accept: AcceptOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would hold; nothing is kept.")] = False,
    wait: Annotated[bool, typer.Option(help="Wait until it is built.")] = True,
    cluster: Annotated[str, typer.Option(metavar="URL", help="Dask scheduler whose workers build it.")] = "",
    acting: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes a release of what was accepted.

    --only takes a figure, a trait, seconds, expected_wer, recorded, decision or language; a range is LOW..HIGH.
    --accept says why the release goes out although a gate found something, e.g. "same_sound=two people read one tape".
    """
    formats = [one.value for one in format_ or PLAIN_FORMATS]
    wish = ReleaseWish(name, collection, formats, min_confidence, synthetic=synthetic, split_by=split_by, parted=parted)
    wish = narrowed(attrs.evolve(wish, reported=reported, accepted=accepted(accept or ())), only or ())
    if dry_run:
        show_preview(data, wish, acting, as_json=as_json)
    else:
        _print([create_release(data, wish, acting, wait=wait, cluster=cluster)], as_json)


@app.command("list", epilog=examples("shrutik release list", "shrutik release list --json"))
def list_(acting: AsOption = None, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Lists releases, newest first."""
    with open_installation(data) as installation:
        reader, actor = installation.platform.read_releases(), acting_account(installation.platform, acting)
        releases = list(every(lambda request: reader.list(actor, request)))
    _print(releases, as_json)


def _print(releases: Sequence[Release], as_json: bool) -> None:
    print_list("releases", [_plain(one) for one in releases], map(_line, releases), as_json=as_json)


def _line(one: Release) -> str:
    return f"{one.id}  {one.title:<20}  {one.status.value:<10}  {one.clips} clips  {one.seconds:.1f} s"


def _plain(release: Release) -> dict[str, object]:
    return {
        "id": str(release.id),
        "name": release.name,
        "version": release.version,
        "status": release.status.value,
        "progress": release.progress,
        "clips": release.clips,
        "seconds": release.seconds,
        "digest": release.digest,
        "error": release.error,
        "files": [{"name": one.name, "bytes": one.size, "sha256": one.sha256} for one in release.files],
    }

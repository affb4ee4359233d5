"""`shrutik release`: datasets, made, listed and laid out; `release_copies` takes folders of them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from shrutik_cli.acting_account import acting_account
from shrutik_cli.commands import release_copies
from shrutik_cli.create_release import create_release
from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_cli.paging import every
from shrutik_cli.preview_release import show_preview
from shrutik_cli.release_folder import Layout, export
from shrutik_cli.selection_options import OnlyOption, narrowed
from shrutik_core.releases.release import Release
from shrutik_core.releases.selection import ReleaseFormat
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import ReleaseId, parse_id
from shrutik_core.use_cases.releases.release_wish import ReleaseWish

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="Datasets: make, list, verify, lay out."
)
app.registered_commands += release_copies.app.registered_commands
AsOption = Annotated[str | None, typer.Option("--as", help="Address of the account that acts; the oldest admin's.")]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of the release.", show_default=False)]


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
        list[ReleaseFormat] | None, typer.Option("--format", help="May be repeated; all by default.")
    ] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="A consensus below it stays out.")] = 0.0,
    only: OnlyOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would hold; nothing is kept.")] = False,
    wait: Annotated[bool, typer.Option(help="Wait until it is built.")] = True,
    acting: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes a release of what was accepted.

    --only takes a figure, a trait, seconds, expected_wer, recorded, decision or language; a range is LOW..HIGH.
    """
    formats = [one.value for one in format_ or list(ReleaseFormat)]
    wish = narrowed(ReleaseWish(name, collection, formats, min_confidence), only or ())
    if dry_run:
        show_preview(data, wish, acting, as_json=as_json)
    else:
        _print([create_release(data, wish, acting, wait=wait)], as_json)


@app.command("list", epilog=examples("shrutik release list", "shrutik release list --json"))
def list_(acting: AsOption = None, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Lists releases, newest first."""
    with open_installation(data) as installation:
        reader, actor = installation.platform.read_releases(), acting_account(installation.platform, acting)
        releases = list(every(lambda request: reader.list(actor, request)))
    _print(releases, as_json)


@app.command("export", epilog=examples("shrutik release export 0198c1d2-... --out ./bn-read-v1"))
def export_(
    release: IdArgument,
    out: Annotated[Path, typer.Option(help="The new folder.", show_default=False)],
    layout: Annotated[Layout, typer.Option(help="What lies beside the clips.")] = Layout.AUDIOFOLDER,
    acting: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lays a release out as a folder with its audio unpacked, every byte checked.

    In Python: datasets.load_dataset("audiofolder", data_dir=OUT).
    """
    release_id = _release_id(release)
    with open_installation(data) as installation:
        reader = installation.platform.read_releases()
        found = reader.get(acting_account(installation.platform, acting), release_id)
        clips = export(reader, found, out, layout)
    if as_json:
        typer.echo(json.dumps({"release": found.title, "path": str(out), "clips": clips}, ensure_ascii=False))
    else:
        typer.echo(f"{found.title}: {clips} clips in {out}")


def _release_id(text: str) -> ReleaseId:
    try:
        return ReleaseId(parse_id(text))
    except Invalid as error:
        raise Invalid(
            error.code, f"{text[:60]!r} is neither a folder nor an id; `shrutik release list` shows ids."
        ) from error


def _print(releases: Sequence[Release], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([_plain(one) for one in releases], ensure_ascii=False, indent=2))
        return
    if not releases:
        typer.echo("No releases.")
    for one in releases:
        typer.echo(f"{one.id}  {one.title:<20}  {one.status.value:<10}  {one.clips} clips  {one.seconds:.1f} s")


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

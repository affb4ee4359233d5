"""`shrutik release verify`, `apply-withdrawals`, `open`, `delta`: a release in a folder, with no server."""

import json
from pathlib import Path
from typing import Annotated

import attrs
import typer

from shrutik_bootstrap.buckets import is_bucket, without_secret
from shrutik_bootstrap.copies import apply_delta, apply_withdrawals, make_delta, open_copy, verify_copy, verify_export
from shrutik_bootstrap.extras import load
from shrutik_bootstrap.release_places import check_folder, check_released, is_export
from shrutik_cli.examples import examples
from shrutik_cli.release_table import release_table, snippet
from shrutik_core.releases.copies.report import CopyReport
from shrutik_core.shared.errors import Invalid

app = typer.Typer(rich_markup_mode=None, add_completion=False)
FolderArgument = Annotated[str, typer.Argument(metavar="PATH", help="The release's folder.", show_default=False)]
KeyOption = Annotated[
    str | None, typer.Option(help="Public key of whoever published it, RW…, or a file with it.", show_default=False)
]
KeysOption = Annotated[
    str | None, typer.Option(help="File or address of KEYS, if the key has been replaced.", show_default=False)
]
FeedOption = Annotated[
    str | None, typer.Option(help="File or address of the withdrawal feed; needs --key.", show_default=False)
]
_TRAIN = "train"
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command(
    epilog=examples(
        "shrutik release verify bn-read-v3",
        "shrutik release verify bn-read-v3 --key RWQf6LRC... --feed https://example.org/feed",
    )
)
def verify(
    what: Annotated[
        str,
        typer.Argument(metavar="PATH|ID", help="A folder, or the id of a release in the store.", show_default=False),
    ],
    *,
    key: KeyOption = None,
    keys: KeysOption = None,
    feed: FeedOption = None,
    fast: Annotated[bool, typer.Option("--fast", help="Sizes and index only.")] = False,
    acting: Annotated[str | None, typer.Option("--as", help="For an ID: address of the account that acts.")] = None,
    data: Annotated[Path | None, typer.Option(help="For an ID: the data folder.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Checks a release's folder: files, bytes, root, signature, index, splits, counts, paths, withdrawals.

    An export is checked by its own checksums and counts.

    Each fault is one line on standard error; the exit code is 1 if there is one.
    """
    check_folder(what)
    path = Path(what)
    if not path.is_dir():
        load("shrutik_cli.store_verify", "laptop").verify_in_store(what, acting, data, as_json=as_json)
        return
    if is_export(path):
        if key or keys or feed:
            check_released(what, "verify the release by --key and --feed, and the export without them")
        _tell(verify_export(path, fast=fast), path, "exported", as_json=as_json)
        return
    report = verify_copy(path, key=key, keys=keys, feed=feed, fast=fast)
    _tell(report, path, "released", as_json=as_json)


def _tell(report: CopyReport, path: Path, how: str, *, as_json: bool) -> None:
    """Print what was found.

    Raises:
        Invalid: ``release_unsound``.
    """
    if as_json:
        typer.echo(json.dumps(_plain(report), ensure_ascii=False))
    for fault in report.faults:
        typer.echo(fault.text, err=True)
    if report.faults:
        raise Invalid("release_unsound", f"{path} is not as it was {how}; faults found: {len(report.faults)}.")
    if not as_json:
        _print(report, path, how)


@app.command(
    "apply-withdrawals",
    epilog=examples("shrutik release apply-withdrawals bn-read-v3 --feed https://example.org/feed --key RWQf6LRC..."),
)
def apply_(
    path: FolderArgument,
    *,
    feed: Annotated[str, typer.Option(help="File or address of the withdrawal feed.", show_default=False)],
    key: Annotated[
        str, typer.Option(help="Public key of whoever published it, RW…, or a file with it.", show_default=False)
    ],
    keys: KeysOption = None,
    as_json: JsonOption = False,
) -> None:
    """Takes out of a release's folder, in place, what its speakers have taken back since.

    Their sound becomes silence of the same size and their lines are emptied, in every format; the folder still
    verifies, with the feed.
    """
    check_folder(path)
    check_released(path, "apply them to the release, and export it again")
    applied = apply_withdrawals(Path(path), feed, key, keys)
    if as_json:
        plain = {"release": applied.release, "clips": applied.clips, "new": applied.new, "files": applied.files}
        typer.echo(json.dumps(plain))
    else:
        typer.echo(f"{applied.release}: {applied.new} clips were taken out, {applied.clips} are blank in all.")


@app.command(
    "open", epilog=examples("shrutik release open bn-read-v3", "shrutik release open https://example.org/bn-read-v3")
)
def open_(
    where: Annotated[str, typer.Argument(metavar="PATH|URL", help="Folder, bucket or address.", show_default=False)],
) -> None:
    """Shows what a release holds, and the lines of Python that read it."""
    release = open_copy(where)
    lines = list(release_table(release.lines()))
    typer.echo(f"{release.title}\n\n" + "\n".join(lines) + "\n")
    splits = [line.split()[0] for line in lines[1:]]
    shown = without_secret(where) if is_bucket(where) else where
    typer.echo(snippet(shown, _TRAIN if _TRAIN in splits else splits[0], in_bucket=is_bucket(where)))


@app.command(epilog=examples("shrutik release delta bn-read-v2 bn-read-v3 --out delta-from-v2.jsonl.zst"))
def delta(
    earlier: Annotated[Path, typer.Argument(help="Folder of the earlier version.", show_default=False)],
    later: Annotated[Path, typer.Argument(help="Folder of the later version.", show_default=False)],
    *,
    out: Annotated[Path, typer.Option(help="The file to write.", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """Writes the delta from any earlier version of a release to a later one."""
    told = make_delta(earlier, later, out)
    if as_json:
        typer.echo(json.dumps(attrs.asdict(told), ensure_ascii=False))
        return
    parts = [f"{told.added} clips added ({told.added_seconds:.1f} s)", f"{told.changed} changed"]
    parts.append(f"{told.withdrawn} withdrawn ({told.withdrawn_seconds:.1f} s)")
    others = ((told.left_out, told.left_out_seconds, "left out"), (told.back, told.back_seconds, "there again"))
    for clips, seconds, what in (*others, (told.gone, told.gone_seconds, "without their earlier place")):
        if clips:
            parts.append(f"{clips} {what} ({seconds:.1f} s)")
    typer.echo(f"{told.earlier} → {told.later}: {', '.join(parts)}.")


@app.command("apply-delta", epilog=examples("shrutik release apply-delta bn-read-v2 bn-read-v3"))
def apply_delta_(
    earlier: Annotated[Path, typer.Argument(help="Folder of the earlier version; only read.", show_default=False)],
    later: Annotated[Path, typer.Argument(help="Folder of the later version, to be completed.", show_default=False)],
    *,
    delta_file: Annotated[
        Path | None, typer.Option("--delta", help="The delta; the one in LATER by default.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Completes a version's folder from an earlier version: its manifests, and the shards that both have.

    Fetch what SHA256SUMS lists, except manifests and the shards of the earlier version; then verify.
    """
    made = apply_delta(earlier, later, delta_file)
    if as_json:
        typer.echo(json.dumps(attrs.asdict(made), ensure_ascii=False))
        return
    typer.echo(f"{made.release}: {made.manifests} manifests made, {made.shards} shards copied.")
    for path in made.lacking:
        typer.echo(f"Fetch {path}")


def _print(report: CopyReport, path: Path, how: str) -> None:
    typer.echo(f"{report.release} in {path} is as it was {how}. Checked: {', '.join(report.checked)}.")
    for note in report.notes:
        typer.echo(f"Note: {note}.")
    for missing in report.unchecked:
        typer.echo(f"{missing[:1].upper()}{missing[1:]}.")


def _plain(report: CopyReport) -> dict[str, object]:
    return {
        "release": report.release,
        "sound": report.sound,
        "faults": [{"path": one.path, "clip": one.clip or None, "what": one.what} for one in report.faults],
        "notes": report.notes,
        "checked": report.checked,
        "unchecked": report.unchecked,
    }

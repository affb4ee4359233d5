"""`shrutik release export`: a release as a folder, as it was released or in the form that one tool reads."""

import json
from pathlib import Path
from typing import Annotated

import attrs
import typer

from shrutik_bootstrap.buckets import is_bucket, without_secret
from shrutik_bootstrap.exports import LAYOUT_AS_RELEASED, SOUND_VIEWS, export_view, folder_clips, stored_clips
from shrutik_bootstrap.installation import Installation
from shrutik_bootstrap.release_places import check_folder, check_out, check_released
from shrutik_cli.acting_account import acting_account
from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_cli.release_folder import check_ready, lay_out, placed
from shrutik_cli.release_ids import release_id_of
from shrutik_core.releases.copies.export_told import ToldExport
from shrutik_core.releases.release import Release
from shrutik_core.releases.views.sound import SoundForm
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import ReleaseId

app = typer.Typer(rich_markup_mode=None, add_completion=False)
LAYOUTS = (LAYOUT_AS_RELEASED, *SOUND_VIEWS)


@attrs.frozen
class _Written:
    """What an export came to."""

    title: str
    clips: int
    withdrawn: int = 0


@app.command(
    "export",
    epilog=examples(
        "shrutik release export 0198c1d2-... --out ./bn-read-v1",
        "shrutik release export ./bn-read-v1 --layout huggingface --out ./bn-read-v1-huggingface",
        "shrutik release export ./bn-read-v1 --layout kaldi --sound wav_16k --out ./bn-read-v1-kaldi",
        "shrutik release export 0198c1d2-... --out s3+https://s3.example.org/bucket/bn-read-v1",
    ),
)
def export_(
    source: Annotated[
        str, typer.Argument(metavar="ID|PATH", help="Id of a release, or a released folder.", show_default=False)
    ],
    out: Annotated[
        str, typer.Option(help="The new folder; NAME.tar.zst makes one archive, s3+https://… fills a bucket.")
    ],
    *,
    layout: Annotated[str, typer.Option(help=f"One of {', '.join(LAYOUTS)}.")] = LAYOUT_AS_RELEASED,
    sound: Annotated[SoundForm, typer.Option(help="How clips are encoded.")] = SoundForm.FLAC_16K,
    acting: Annotated[str | None, typer.Option("--as", help="For an ID: address of the account that acts.")] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Writes a release into a folder: as it was released, every byte checked, or in one format with its clips.

    It is there whole or not at all. `flac_16k` is 16 kHz, 16 bits, mono; `as_recorded` leaves clips as they are.
    """
    if layout not in LAYOUTS:
        raise Invalid("layout_unknown", f"{layout[:40]!r} is not a layout; there are {', '.join(LAYOUTS)}.")
    check_out(out)
    check_folder(source)
    if Path(source).is_dir():
        written = _of_folder(Path(source), out, layout, sound)
    else:
        release_id = release_id_of(source)
        with open_installation(data) as installation:
            written = _of_store(installation, acting, release_id, out, layout, sound)
    _say(written, out, as_json=as_json)


def _say(written: _Written, out: str, *, as_json: bool) -> None:
    shown = without_secret(out) if is_bucket(out) else out
    if as_json:
        plain = {"release": written.title, "path": shown, "clips": written.clips, "withdrawn": written.withdrawn}
        typer.echo(json.dumps(plain, ensure_ascii=False))
    else:
        lacking = f", without {written.withdrawn} that were withdrawn" if written.withdrawn else ""
        typer.echo(f"{written.title}: {written.clips} clips in {shown}{lacking}")


def _of_folder(source: Path, out: str, layout: str, sound: SoundForm) -> _Written:
    if layout == LAYOUT_AS_RELEASED:
        raise Invalid("layout_unknown", f"{source} is laid out already: name another layout, or copy the folder.")
    check_released(str(source), "export the release itself")
    clips = folder_clips(source)
    with placed(out) as sink:
        return _told(export_view(clips, layout, sound, sink))


def _of_store(
    installation: Installation, acting: str | None, release_id: ReleaseId, out: str, layout: str, sound: SoundForm
) -> _Written:
    reader = installation.platform.read_releases()
    actor = acting_account(installation.platform, acting)
    release: Release = reader.get(actor, release_id)
    check_ready(release)
    with placed(out) as sink:
        if layout == LAYOUT_AS_RELEASED:
            lay_out(reader, actor, release, sink)
            return _Written(release.title, release.clips)
        return _told(export_view(stored_clips(reader, actor, release), layout, sound, sink))


def _told(export: ToldExport) -> _Written:
    return _Written(export.release, export.clips, export.withdrawn)

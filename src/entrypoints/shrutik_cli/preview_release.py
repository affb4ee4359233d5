"""Shows what a release would hold, and what would stay and why."""

import json
from collections.abc import Mapping
from pathlib import Path

import typer

from shrutik_cli.acting_account import acting_account
from shrutik_cli.open_installation import open_installation
from shrutik_core.releases.selection import LeftOut
from shrutik_core.releases.splits.split import Split
from shrutik_core.use_cases.releases.preview_release import ClipSum, ReleasePreview
from shrutik_core.use_cases.releases.release_wish import ReleaseWish


def show_preview(data: Path | None, wish: ReleaseWish, email: str | None, *, as_json: bool) -> None:
    """Print the preview of a wish.

    Raises:
        ShrutikError: what `PreviewRelease` raises, or if the installation cannot be opened.
    """
    with open_installation(data) as installation:
        platform = installation.platform
        preview = platform.preview_release()(acting_account(platform, email), wish)
    typer.echo(json.dumps(_plain(preview), indent=2) if as_json else _told(preview))


def _told(preview: ReleasePreview) -> str:
    held = preview.held
    lines = [f"{held.clips} clips  {held.seconds / 3600:.2f} hours  {preview.speakers} speakers would go out."]
    lines += [f"  {split.value:<18} {_sum(found)}" for split, found in preview.splits.items()]
    if preview.left_out:
        lines.append("Left out:")
    for reason, found in preview.left_out.items():
        lines.append(f"  {reason.replace('_', ' '):<18} {_sum(found)}")
    return "\n".join(lines)


def _sum(found: ClipSum) -> str:
    return f"{found.clips:>8} clips  {found.seconds / 3600:>8.2f} hours"


def _plain(preview: ReleasePreview) -> dict[str, object]:
    held = preview.held
    return {
        "clips": held.clips,
        "seconds": round(held.seconds, 3),
        "speakers": preview.speakers,
        "splits": _by_name(preview.splits),
        "left_out": _by_name(preview.left_out),
    }


def _by_name(sums: Mapping[Split, ClipSum] | Mapping[LeftOut, ClipSum]) -> dict[str, dict[str, float]]:
    return {name.value: {"clips": one.clips, "seconds": round(one.seconds, 3)} for name, one in sums.items()}

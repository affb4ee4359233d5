"""Verifies releases of the former layout, which have checksums and no root: folders, and those in the store."""

import json
from pathlib import Path

import typer

from shrutik_cli.acting_account import acting_account
from shrutik_cli.open_installation import open_installation
from shrutik_cli.release_check import Check, check_folder, check_store
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import ReleaseId, parse_id


def verify_former(what: str, acting: str | None, data: Path | None, *, as_json: bool) -> None:
    """Check every byte of a folder, or of a release in the store.

    Raises:
        Invalid: ``checksums_differ``, or what `check_folder` raises.
    """
    _print_check(check_folder(Path(what)) if Path(what).is_dir() else _in_store(what, acting, data), what, as_json)


def _in_store(what: str, acting: str | None, data: Path | None) -> Check:
    release_id = _release_id(what)
    with open_installation(data) as installation:
        reader = installation.platform.read_releases()
        return check_store(reader, reader.get(acting_account(installation.platform, acting), release_id))


def _release_id(text: str) -> ReleaseId:
    try:
        return ReleaseId(parse_id(text))
    except Invalid as error:
        raise Invalid(
            error.code, f"{text[:60]!r} is neither a folder nor an id; `shrutik release list` shows ids."
        ) from error


def _print_check(check: Check, what: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command
    if as_json:
        plain = {"sound": check.sound, "files": check.files, "missing": check.missing, "changed": check.changed}
        typer.echo(json.dumps(plain, ensure_ascii=False))
    elif check.sound:
        typer.echo(f"{what}: {check.files} files, all as they were released.")
    if not check.sound:
        told = [f"missing {name}" for name in check.missing] + [f"changed {name}" for name in check.changed]
        raise Invalid("checksums_differ", f"{what} is not as it was released: {', '.join(told)}.")

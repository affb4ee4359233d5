"""Verifies a release in the store: every file has the bytes that were released."""

import json
from pathlib import Path

import typer

from shrutik_cli.acting_account import acting_account
from shrutik_cli.open_installation import open_installation
from shrutik_cli.release_check import check_store
from shrutik_cli.release_ids import release_id_of
from shrutik_core.shared.errors import Invalid


def verify_in_store(what: str, acting: str | None, data: Path | None, *, as_json: bool) -> None:
    """Check every byte of a release, by its id.

    Raises:
        Invalid: ``checksums_differ``.
        Missing: ``release_missing``.
    """
    release_id = release_id_of(what)
    with open_installation(data) as installation:
        reader = installation.platform.read_releases()
        check = check_store(reader, reader.get(acting_account(installation.platform, acting), release_id))
    if as_json:
        plain = {"sound": check.sound, "files": check.files, "missing": check.missing, "changed": check.changed}
        typer.echo(json.dumps(plain, ensure_ascii=False))
    elif check.sound:
        typer.echo(f"{what}: {check.files} files, all as they were released.")
    if not check.sound:
        told = [f"missing {name}" for name in check.missing] + [f"changed {name}" for name in check.changed]
        raise Invalid("checksums_differ", f"{what} is not as it was released: {', '.join(told)}.")

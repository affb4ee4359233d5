"""`shrutik backup`: the whole installation, copied elsewhere, verified, and put back."""

import json
from pathlib import Path
from typing import Annotated

import typer

from shrutik_bootstrap.backups import backup_tools, list_backups, new_backup_key, open_vault, verify_backups
from shrutik_bootstrap.restoring import RestoredBackup, restore_backup
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, ended_in_order, settings_for, tell
from shrutik_core.backups.backup import Backup
from shrutik_core.backups.retention import MOST, Retention
from shrutik_core.shared.errors import Invalid
from shrutik_core.use_cases.backups.backup_faults import BackupFault
from shrutik_core.use_cases.backups.create_backup import CreatedBackup
from shrutik_core.use_cases.backups.keep_backups import NEWEST

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="Back-ups: make, verify and restore them."
)
_MEGA = 1e6
_TOLD = 20

ToOption = Annotated[
    str | None, typer.Option("--to", help="Folder or bucket of the back-ups.  [SHRUTIK_BACKUP_TO]", show_default=False)
]
FromOption = Annotated[
    str | None,
    typer.Option("--from", help="Folder or bucket of the back-ups.  [SHRUTIK_BACKUP_TO]", show_default=False),
]
KeyOption = Annotated[
    Path | None, typer.Option("--key", help="File with their key.  [SHRUTIK_BACKUP_KEY]", show_default=False)
]
BackupArgument = Annotated[str, typer.Argument(metavar="[ID]", help="Id of a back-up; the newest by default.")]


@app.command(
    epilog=examples(
        "shrutik backup create --to /mnt/backups",
        "shrutik backup create --to s3+https://s3.example.org/backups/voices",
        "shrutik backup create --to /mnt/backups --key backup.key --keep-daily 7 --keep-weekly 4 --keep-monthly 12",
    )
)
def create(
    to: ToOption = None,
    key: KeyOption = None,
    daily: Annotated[
        int, typer.Option("--keep-daily", min=0, max=MOST, help="Days of which the last back-up is kept.")
    ] = 0,
    weekly: Annotated[int, typer.Option("--keep-weekly", min=0, max=MOST, help="The same for weeks.")] = 0,
    monthly: Annotated[int, typer.Option("--keep-monthly", min=0, max=MOST, help="The same for months.")] = 0,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes a back-up, even while the installation is served; copies only what is new since the last one.

    With --keep-daily, --keep-weekly or --keep-monthly, older back-ups that none of these keeps are removed.
    """
    settings = settings_for(data)
    with ended_in_order():
        vault = open_vault(settings, to, key)
        with backup_tools(settings, vault, tell) as tools:
            made = tools.create()
            pruned = tools.prune(Retention(daily, weekly, monthly)) if daily or weekly or monthly else None
    _tell_created(made, pruned.backups if pruned else (), as_json=as_json)


def _tell_created(made: CreatedBackup, removed: tuple[str, ...], *, as_json: bool) -> None:
    backup = made.backup
    if as_json:
        copied = {"blobs": made.copied.count, "bytes": made.copied.size}
        typer.echo(json.dumps({**_plain(backup), "copied": copied, "removed": removed}))
    else:
        typer.echo(_line(backup))
        typer.echo(f"{made.copied.count} blobs ({made.copied.size / _MEGA:.1f} MB) were new; {len(removed)} removed")
    if not backup.sound:
        _unsound([*(f"{one}: missing" for one in backup.missing), *(f"{one}: changed" for one in backup.changed)])


@app.command("list", epilog=examples("shrutik backup list --from /mnt/backups", "shrutik backup list --json"))
def list_(
    from_: FromOption = None, key: KeyOption = None, data: DataOption = None, as_json: JsonOption = False
) -> None:
    """Lists the back-ups that are whole, newest first."""
    backups = list_backups(open_vault(read_settings(data=data), from_, key))()
    if as_json:
        typer.echo(json.dumps([_plain(backup) for backup in backups], indent=2))
        return
    for backup in backups:
        typer.echo(_line(backup))
    if not backups:
        typer.echo("No back-ups.")


@app.command(
    epilog=examples(
        "shrutik backup verify --from /mnt/backups", "shrutik backup verify 20261129T161334.120000Z-0123abcd"
    )
)
def verify(
    backup: BackupArgument = NEWEST,
    from_: FromOption = None,
    key: KeyOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Reads every byte of a back-up; exits with 1 and names what is missing or changed, and where it lies.

    What has changed is marked, if this command may write there, and copied anew by the next `backup create`.
    """
    vault = open_vault(read_settings(data=data), from_, key)
    found = verify_backups(vault)(list_backups(vault).get(backup))
    faults = list(map(_fault, found.faults))
    if as_json:
        told = {"sound": not faults, "rows": found.rows, "blobs": found.blobs.count, "bytes": found.blobs.size}
        wrong = {"faults": faults, "marked": found.marked}
        typer.echo(json.dumps({"id": found.backup.id, **told, "root": found.backup.root, **wrong}))
    if found.marked:
        tell(f"Marked, so that the next `shrutik backup create` copies them anew if it can: {found.marked}.")
    if faults:
        _unsound(list(map(_fault_line, found.faults)))
    if not as_json:
        size = f"{found.blobs.count} blobs ({found.blobs.size / _MEGA:.1f} MB)"
        typer.echo(f"{found.backup.id} is whole: {found.rows} rows of {len(found.backup.tables)} tables, {size}.")


@app.command(
    epilog=examples(
        "shrutik backup restore --from /mnt/backups --data /srv/restored",
        "shrutik backup restore --from /mnt/backups --key backup.key --with-keys --data /srv/shrutik",
    )
)
def restore(
    backup: BackupArgument = NEWEST,
    from_: FromOption = None,
    key: KeyOption = None,
    with_keys: Annotated[
        bool,
        typer.Option("--with-keys", help="Restore the secret keys, too: it is then the same installation as before."),
    ] = False,
    without_damaged: Annotated[
        bool, typer.Option("--without-damaged", help="Leave out blobs that are lost or damaged, and name them.")
    ] = False,
    database_url: Annotated[
        str | None, typer.Option(help="An empty PostgreSQL elsewhere.  [SHRUTIK_DATABASE_URL]", show_default=False)
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Restores a back-up into a new data folder, and reads all of it back; refuses a place that is not empty."""
    settings = read_settings(data=data, database_url=database_url)
    with ended_in_order():
        vault = open_vault(settings, from_, key)
        options = {"with_keys": with_keys, "without_damaged": without_damaged}
        restored = restore_backup(settings, vault, list_backups(vault).get(backup), tell, **options)
    if as_json:
        typer.echo(json.dumps(_told(restored)))
    else:
        _tell_restored(restored, settings.data)
    if restored.lost:
        _unsound(list(map(_fault_line, restored.lost)))


def _tell_restored(restored: RestoredBackup, data: Path) -> None:
    size = f"{restored.blobs.count} blobs ({restored.blobs.size / _MEGA:.1f} MB)"
    typer.echo(f"{restored.backup.id} is in {data} again, after {restored.seconds:.1f} s. Proved:")
    typer.echo(f"{restored.rows} rows of {len(restored.backup.tables)} tables, {size} by their hashes,")
    typer.echo(f"{restored.audit.entries} entries of the audit trail, whose chain holds.")
    keys = "It has its old keys." if restored.has_old_keys else "It makes new keys, so everybody logs in again."
    typer.echo(keys)
    if restored.backup.encrypted:
        typer.echo("Its blobs are encrypted again, with a key of this place: keep a copy of blob-keys.json.")


@app.command("key", epilog=examples("shrutik backup key ~/backup.key"))
def key_(file: Annotated[Path, typer.Argument(help="The file to write.")], as_json: JsonOption = False) -> None:
    """Makes a key that seals back-ups; keep a copy away from this machine, because without it they are lost."""
    made = new_backup_key(file)
    typer.echo(json.dumps({"key": made}) if as_json else f"The key {made} is in {file}; keep a copy of it elsewhere.")


def _fault(one: BackupFault) -> dict[str, str]:
    return {"what": one.what, "how": one.how, "object": one.place}


def _fault_line(one: BackupFault) -> str:
    return f"{one.what}: {one.how}" + (f" ({one.place})" if one.place else "")


def _unsound(faults: list[str]) -> None:
    for fault in faults[:_TOLD]:
        tell(fault)
    raise Invalid("backup_unsound", f"This back-up is not as it should be; faults found: {len(faults)}.")


def _line(backup: Backup) -> str:
    size = f"{backup.blobs.count} blobs, {backup.blobs.size / _MEGA:.1f} MB"
    sound = "" if backup.sound else f"  {len(backup.missing)} missing, {len(backup.changed)} changed"
    return f"{backup.id}  {backup.rows} rows, {size}, revision {backup.versions['revision']}{sound}"


def _plain(backup: Backup) -> dict[str, object]:
    return {
        "id": backup.id,
        "at": backup.at.isoformat(),
        "root": backup.root,
        "versions": dict(backup.versions),
        "rows": backup.rows,
        "blobs": backup.blobs.count,
        "bytes": backup.blobs.size,
        "gone": backup.gone,
        "missing": backup.missing,
        "changed": backup.changed,
        "secrets": backup.secrets is not None,
        "encrypted": backup.encrypted,
    }


def _told(restored: RestoredBackup) -> dict[str, object]:
    return {
        "id": restored.backup.id,
        "rows": {table.name: table.rows for table in restored.backup.tables},
        "blobs": restored.blobs.count,
        "bytes": restored.blobs.size,
        "audit_entries": restored.audit.entries,
        "seconds": restored.seconds,
        "with_keys": restored.has_old_keys,
        "encrypted": restored.backup.encrypted,
        "lost": list(map(_fault, restored.lost)),
    }

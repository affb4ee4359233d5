"""Restores a back-up into an empty place, which becomes a data folder once all of it is proved."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
from sqlalchemy import URL, Engine

from shrutik_bootstrap.backup_keys import FORMER_KEYS, check_no_other_keys, put_back_secrets
from shrutik_bootstrap.blob_stores import blob_store
from shrutik_bootstrap.data_folder import mark_data_folder
from shrutik_bootstrap.database import Notice
from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.settings import Settings
from shrutik_core.backups.backup import Backup, BlobCount
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.shared.errors import Conflict, Invalid, Unavailable
from shrutik_core.use_cases.audit.read_audit import AuditReport, VerifyAudit
from shrutik_core.use_cases.backups.backup_faults import BackupFault
from shrutik_core.use_cases.backups.restore_backup import RestoreBackup
from shrutik_core.use_cases.backups.vault import Vault
from shrutik_datasets.zstandard_compressor import ZstandardCompressor
from shrutik_postgres import migrate
from shrutik_postgres.copies.database_copies import PostgresDatabaseCopies
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.lock import DataFolderLock
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_system.blob_keys import load_blob_keys

RESTORING = "restoring.json"
"""In a folder into which a back-up is being restored; it bears no marker before the end, so that nothing serves it."""
_POOL = 2


@attrs.frozen
class RestoredBackup:
    """What was restored and proved.

    Attributes:
        backup: the one.
        rows: of all tables, as many as were copied.
        blobs: whose bytes were read back and are right.
        audit: the audit trail, whose chain holds.
        seconds: that all of it took.
        has_old_keys: whether it signs and proves with the keys of before; otherwise it makes new ones.
        lost: blobs that are not there, for the back-up has lost or damaged them.
    """

    backup: Backup
    rows: int
    blobs: BlobCount
    audit: AuditReport
    seconds: float
    has_old_keys: bool
    lost: tuple[BackupFault, ...]


def restore_backup(
    settings: Settings,
    vault: Vault,
    backup: Backup,
    step: Notice,
    *,
    with_keys: bool = False,
    without_damaged: bool = False,
) -> RestoredBackup:
    """Restore it into the settings' data folder and database, which are empty, or were so before an earlier attempt.

    Args:
        settings: of the new place.
        vault: where the back-up lies.
        backup: the one.
        step: takes a line before each step.
        with_keys: whether the secret keys come along: then it can act as the installation that was backed up.
        without_damaged: whether to go on past blobs that the back-up has lost or damaged.

    Raises:
        Conflict: ``data_folder_not_empty``, ``blob_store_not_empty``, ``database_not_empty``, ``database_newer`` or
            ``keys_there``.
        Invalid: ``backup_damaged``, ``backup_has_no_keys``, or if the folder of the keys cannot be used.
        Unavailable: ``restore_failed``, or if the database cannot be started.
    """
    started = time.monotonic()
    secrets = _secrets(vault, backup) if with_keys else None
    if not migrate.is_known(backup.versions["revision"]):
        raise Conflict("database_newer", f"{backup.id} was made by a newer Shrutik; restore it with that version.")
    with _empty_folder(settings, backup, secrets) as folder:
        blobs = _blobs(settings, folder, backup)
        step(f"Writing {backup.blobs.count} blobs …")
        with _empty_database(settings, folder, step) as url:
            restore = RestoreBackup(vault, blobs, PostgresDatabaseCopies(url), ZstandardCompressor())
            lost = restore.blobs_of(backup, without_damaged=without_damaged).lost
            step(f"Writing {backup.rows} rows …")
            audit = _rows(url, restore, backup)
        step("Reading all blobs back …")
        proved = restore.proved(backup, {one.what for one in lost})
        if secrets is None:
            (folder / FORMER_KEYS).write_text(backup.public_keys, encoding="utf-8")
        else:
            put_back_secrets(keys_folder(settings, folder), secrets)
    return RestoredBackup(backup, backup.rows, proved, audit, time.monotonic() - started, with_keys, lost)


@contextmanager
def _empty_folder(settings: Settings, backup: Backup, secrets: bytes | None) -> Iterator[Path]:
    """A folder that becomes a data folder if nothing fails, and else stays one that only a restore takes up."""
    folder = settings.data.expanduser().absolute()
    note = json.dumps({"backup": backup.id, "root": backup.root})
    if folder.exists():
        held = {path.name for path in folder.iterdir()}
        if held and not (RESTORING in held and (folder / RESTORING).read_text(encoding="utf-8") == note):
            raise Conflict("data_folder_not_empty", f"{folder} is not empty; restore into a new folder.")
    check_no_other_keys(keys_folder(settings, folder), secrets)
    with DataFolderLock(folder):
        taken_up = (folder / RESTORING).exists()
        if not taken_up and next(iter(blob_store(settings, folder).list("")), None) is not None:
            raise Conflict(
                "blob_store_not_empty", "There are blobs where SHRUTIK_BLOBS_URL leads; name an empty place."
            )
        (folder / RESTORING).write_text(note, encoding="utf-8")
        yield folder
        mark_data_folder(folder)
        (folder / RESTORING).unlink()


def _blobs(settings: Settings, folder: Path, backup: Backup) -> BlobStore:
    """Where its blobs go: encrypted by a key that is made here if they were encrypted, whatever the settings say."""
    if backup.encrypted:
        load_blob_keys(keys_folder(settings, folder))
    return blob_store(settings, folder)


@contextmanager
def _empty_database(settings: Settings, folder: Path, step: Notice) -> Iterator[str | URL]:
    if settings.database_url:
        yield settings.database_url
        return
    server = EmbeddedPostgres(folder, account=settings.postgres_account, notice=step)
    # What an earlier attempt left.
    server.remove()
    try:
        yield server.start()
    finally:
        server.stop()


def _rows(url: str | URL, restore: RestoreBackup, backup: Backup) -> AuditReport:
    engine = make_engine(url, pool_size=_POOL)
    try:
        _make_tables(engine, backup.versions["revision"])
        restore.rows_of(backup)
        migrate.upgrade(engine)
        audit = VerifyAudit(PostgresUnitsOfWork(engine))()
    finally:
        engine.dispose()
    if audit.fault is not None:
        detail = f"The audit trail is broken at entry {audit.fault.number}: {audit.fault.reason}."
        raise Unavailable("restore_failed", detail)
    return audit


def _make_tables(engine: Engine, revision: str) -> None:
    current = migrate.status(engine).current
    if current not in {None, revision}:
        detail = f"This database has tables of revision {current}; restore into an empty one."
        raise Conflict("database_not_empty", detail)
    if current is None:
        migrate.upgrade(engine, revision)


def _secrets(vault: Vault, backup: Backup) -> bytes:
    if backup.secrets is None:
        raise Invalid("backup_has_no_keys", "This back-up holds no secret keys, because it was made without --key.")
    return b"".join(vault.read(backup.secrets.sha256))

"""Back-ups of an installation: the vault that an address names, and what makes, prunes and verifies there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import attrs
from sqlalchemy import URL

from shrutik_bootstrap.backup_keys import keys_to_back_up, public_keys_of, secrets_of
from shrutik_bootstrap.blob_stores import blob_store, rewrapping, same_place
from shrutik_bootstrap.buckets import bucket, is_bucket
from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.database import Notice, database_address
from shrutik_bootstrap.settings import Settings
from shrutik_core import __version__
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.sealer import Sealer
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.use_cases.backups.create_backup import CreateBackup
from shrutik_core.use_cases.backups.keep_backups import ListBackups, PruneBackups
from shrutik_core.use_cases.backups.vault import Vault
from shrutik_core.use_cases.backups.verify_backup import VerifyBackup
from shrutik_datasets.zstandard_compressor import ZstandardCompressor
from shrutik_encryption.sealer import KeySealer, PlainSealer
from shrutik_files.blob_store import FileBlobStore
from shrutik_postgres.copies.database_copies import PostgresDatabaseCopies
from shrutik_system.backup_key import make_backup_key, read_backup_key
from shrutik_system.clock import SystemClock
from shrutik_system.ids import SystemIds


@attrs.frozen
class BackupTools:
    """What works on a database that answers.

    Attributes:
        create: a back-up.
        prune: those that are not kept.
    """

    create: CreateBackup
    prune: PruneBackups


def open_vault(settings: Settings, to: str | None = None, key: Path | None = None) -> Vault:
    """Where back-ups lie.

    Args:
        settings: the installation's, which say what is not given.
        to: a folder outside of the data folder, or the address of a bucket as ``SHRUTIK_BLOBS_URL`` has it.
        key: file with the key that seals them.

    Raises:
        Invalid: ``backup_place_invalid`` or ``settings_invalid``, or if the key cannot be used.
        Unavailable: ``keys_unavailable`` or ``extra_missing``.
    """
    where, key = to or settings.backup_to, key or settings.backup_key
    sealer: Sealer = PlainSealer() if key is None else KeySealer(read_backup_key(key.expanduser()))
    return Vault(_place(settings, where), sealer)


def new_backup_key(path: Path) -> str:
    """Make a key that seals back-ups; its id.

    Raises:
        Conflict: ``key_file_taken``.
        Unavailable: ``keys_unavailable``.
    """
    return KeySealer(make_backup_key(path.expanduser())).key_id


def list_backups(vault: Vault) -> ListBackups:
    """The use case."""
    return ListBackups(vault)


def verify_backups(vault: Vault) -> VerifyBackup:
    """The use case."""
    return VerifyBackup(vault, ZstandardCompressor())


@contextmanager
def backup_tools(settings: Settings, vault: Vault, notice: Notice) -> Iterator[BackupTools]:
    """What makes back-ups, beside a server that runs or alone.

    Raises:
        Invalid: if the data folder or its keys cannot be used.
        Missing: ``keys_not_found``.
        Unavailable: if the database cannot be reached or started.
    """
    with database_address(settings, notice) as url:
        yield tools_at(settings, claim_data_folder(settings.data), url, vault)


def tools_at(settings: Settings, folder: Path, url: str | URL, vault: Vault) -> BackupTools:
    """What makes back-ups of a database that answers there, and of the blobs and keys that the settings name.

    Raises:
        Invalid: if the keys cannot be used.
        Missing: ``keys_not_found``.
    """
    keys = keys_to_back_up(settings, folder)
    database, blobs, compressor = PostgresDatabaseCopies(url), blob_store(settings, folder), ZstandardCompressor()
    create = CreateBackup(
        database,
        blobs,
        vault,
        compressor,
        SystemIds(),
        __version__,
        public_keys_of(keys),
        secrets_of(keys) if vault.sealer.key_id else None,
        encrypted=rewrapping(blobs) is not None,
    )
    return BackupTools(create, PruneBackups(database, vault, compressor))


def scheduled_backup(settings: Settings, folder: Path, url: str | URL) -> Callable[[], bool]:
    """What the service does once a minute: a back-up if the newest is too old; whether it made one.

    Any number of processes may do so: of several that find it due, one makes it.
    """
    clock = SystemClock()
    every = timedelta(hours=settings.backup_every_hours)

    def back_up() -> bool:
        vault = open_vault(settings)
        if not is_due(vault, clock, every):
            return False
        tools = tools_at(settings, folder, url, vault)
        tools.create()
        tools.prune(settings.backup_retention)
        return True

    return back_up


def is_due(vault: Vault, clock: Clock, every: timedelta) -> bool:
    """Whether there is no back-up that is younger."""
    try:
        vault.check_key()
    except Missing:
        return True
    ids = vault.ids()
    return not ids or vault.get(ids[-1]).at + every <= clock.now()


def _place(settings: Settings, where: str) -> BlobStore:
    """The store that an address names; no message repeats the address of a bucket, which may hold a secret."""
    if not where:
        raise Invalid("backup_place_invalid", "Say where back-ups lie: give --to FOLDER, or set SHRUTIK_BACKUP_TO.")
    if "://" not in where:
        return FileBlobStore(_folder(settings, where))
    if not is_bucket(where):
        raise Invalid("backup_place_invalid", "Back-ups are written to a folder, or to a bucket: s3+https://…")
    vault = bucket(where, "The address of the back-ups")
    if settings.blobs_url and same_place(where, settings.blobs_url):
        detail = "This is where the blobs lie, and would be lost with them; name another bucket, or another prefix."
        raise Invalid("backup_place_invalid", detail)
    return vault


def _folder(settings: Settings, where: str) -> Path:
    folder, data = Path(where).expanduser().resolve(), settings.data.expanduser().resolve()
    if folder == data or data in folder.parents:
        raise Invalid("backup_place_invalid", f"{folder} is in the data folder, and would be lost with it.")
    return folder

"""Where an installation keeps its blobs: a folder or a bucket, encrypted or as they are."""

from pathlib import Path
from urllib.parse import urlsplit

from shrutik_bootstrap.buckets import BLOBS_URL, SPARE, bucket
from shrutik_bootstrap.extras import load
from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.settings import Settings
from shrutik_bootstrap.traced_ports import TracedBlobStore
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.rewritable_blob_store import RewritableBlobStore
from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_encryption.blob_store import EncryptedBlobStore
from shrutik_encryption.keyring import Keyring, WrappingKey
from shrutik_encryption.rewrapping import Rewrapping
from shrutik_files.blob_store import FileBlobStore
from shrutik_system.blob_keys import BlobKey, blob_keys, load_blob_keys

BLOBS = "blobs"


def blob_store(settings: Settings, folder: Path, *, makes_keys: bool = True) -> BlobStore:
    """The store that the settings name; what speaks to S3 is loaded only if it is asked for.

    Blobs of a data folder that has keys for them stay encrypted, whatever the settings say.

    Args:
        settings: the installation's.
        folder: the data folder.
        makes_keys: whether keys are made if the settings ask for encryption and there are none; not by who only looks,
            for keys are for good.

    Raises:
        Invalid: ``settings_invalid``, ``keys_exposed`` or ``keys_damaged``.
        Unavailable: ``extra_missing``, or ``keys_unavailable``.
    """
    where = keys_folder(settings, folder)
    keys = load_blob_keys(where) if settings.encrypt_blobs and makes_keys else blob_keys(where)
    if keys and settings.accel_path:
        detail = "Blobs here are encrypted, and nginx cannot send what is encrypted: leave out SHRUTIK_ACCEL_PATH."
        raise Invalid("settings_invalid", detail, errors=[FieldError("SHRUTIK_ACCEL_PATH", detail)])
    kept = _kept(settings, folder)
    return _encrypted(kept, keys) if keys else kept


def rewrapping(blobs: BlobStore) -> Rewrapping | None:
    """What wraps the keys of blobs anew in that store; None if it does not encrypt."""
    kept = blobs.inner if isinstance(blobs, TracedBlobStore) else blobs
    return Rewrapping(kept.inner, kept.keyring) if isinstance(kept, EncryptedBlobStore) else None


def same_place(one: str, other: str) -> bool:
    """Whether one of two addresses of buckets lies within the other."""
    read = load("shrutik_s3.address", "s3").read_blobs_url
    here, there = read(one), read(other)
    if (here.endpoint, here.bucket) != (there.endpoint, there.bucket):
        return False
    return bool(here.prefix.startswith(there.prefix) or there.prefix.startswith(here.prefix))


def tidy_folder(settings: Settings, folder: Path) -> None:
    """Take away what killed puts left in a data folder that no other process uses now."""
    if not settings.blobs_url:
        FileBlobStore(folder / BLOBS).sweep()


def blobs_origin(settings: Settings) -> str:
    """Where browsers are sent for audio, such as ``https://s3.example.org``; empty if they are sent nowhere."""
    if not settings.blobs_url or not settings.redirect_blobs:
        return ""
    parts = urlsplit(settings.blobs_url)
    return f"{parts.scheme.rpartition('+')[2]}://{parts.netloc.rpartition('@')[2]}"


def _kept(settings: Settings, folder: Path) -> RewritableBlobStore:
    if not settings.blobs_url:
        return FileBlobStore(folder / BLOBS)
    return bucket(settings.blobs_url, BLOBS_URL, settings.http_threads + settings.worker_threads + SPARE)


def _encrypted(kept: RewritableBlobStore, keys: tuple[BlobKey, ...]) -> BlobStore:
    return EncryptedBlobStore(kept, Keyring(tuple(WrappingKey(one.id, one.secret) for one in keys)))

"""The keys of an installation, as its operator changes them; a folder that is not there is not made, but told."""

from datetime import UTC, datetime
from pathlib import Path

from shrutik_bootstrap.blob_stores import blob_store, rewrapping
from shrutik_bootstrap.data_folder import existing_data_folder
from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.settings import Settings
from shrutik_core.shared.errors import Conflict, Invalid, declare
from shrutik_encryption.rewrapping import Rewrapping, Wrapped
from shrutik_system.blob_keys import retire_blob_keys, rotate_blob_keys
from shrutik_system.keys import rotate_keys
from shrutik_system.release_keys import rotate_release_key

declare(Conflict, "blob_keys_needed", "Blobs still need the keys that were to be retired.")


def rotate_token_keys(settings: Settings) -> str:
    """Make a new key for access tokens, which signs after the next start; its name.

    Raises:
        Invalid: if the keys or their folder cannot be used.
        Missing: ``data_folder_missing`` if they would lie in it.
        Unavailable: ``keys_unavailable``.
    """
    return rotate_keys(_where(settings))


def rotate_signing_key(settings: Settings) -> str:
    """Make a new key for releases and feeds, which signs at once; its public half, as ``minisign -P`` takes it.

    Raises:
        Invalid: if the keys or their folder cannot be used.
        Missing: ``data_folder_missing`` if they would lie in it.
        Unavailable: ``keys_unavailable``.
    """
    return rotate_release_key(_where(settings), datetime.now(UTC)).signer.key.text


def rotate_wrapping_key(settings: Settings) -> str:
    """Make a new key for blobs, which wraps what is stored after the next start; its name.

    Raises:
        Invalid: if the keys or their folder cannot be used, or ``blobs_not_encrypted``.
        Missing: ``data_folder_missing``.
        Unavailable: ``keys_unavailable``.
    """
    return rotate_blob_keys(_where(settings))


def wrap_blobs_anew(settings: Settings) -> Wrapped:
    """Wrap the key of each blob that an old key wraps by the newest; what was seen.

    Raises:
        Invalid: if the keys or their folder cannot be used, or ``blobs_not_encrypted``.
        Missing: ``data_folder_missing``.
        Unavailable: ``keys_unavailable``, ``blob_store_unavailable`` or ``blob_store_full``; what was done stays done.
    """
    return _rewrapping(settings).wrap_anew()


def retire_wrapping_keys(settings: Settings) -> tuple[str, ...]:
    """Forget the old keys of blobs once no blob needs them; their names.

    Raises:
        Invalid: if the keys or their folder cannot be used, or ``blobs_not_encrypted``.
        Missing: ``data_folder_missing``.
        Conflict: ``blob_keys_needed`` if a blob needs one of them, or cannot be read.
        Unavailable: ``keys_unavailable`` or ``blob_store_unavailable``.
    """
    found = _rewrapping(settings).count()
    if found.needs_old:
        raise Conflict(
            "blob_keys_needed",
            f"{found.old} blobs need an old key, and {found.strange} cannot be read by any; run `shrutik keys "
            "rewrap-blobs`, and see `shrutik doctor --deep`.",
        )
    return retire_blob_keys(_where(settings))


def _rewrapping(settings: Settings) -> Rewrapping:
    where = _where(settings)
    # Over the blobs of a folder that is none, no blob would need any key.
    folder = settings.data.expanduser().absolute() if settings.blobs_url else existing_data_folder(settings.data)
    made = rewrapping(blob_store(settings, folder, makes_keys=False))
    if made is None:
        wished = f"{where} has no keys for blobs. If anything has been encrypted, put its blob-keys.json back."
        unwished = "Blobs are not encrypted here; set SHRUTIK_ENCRYPT_BLOBS=true."
        raise Invalid("blobs_not_encrypted", wished if settings.encrypt_blobs else unwished)
    return made


def _where(settings: Settings) -> Path:
    """Where the keys lie: in a data folder that is there, or in the folder that is named for them."""
    folder = settings.data if settings.keys else existing_data_folder(settings.data)
    return keys_folder(settings, folder)

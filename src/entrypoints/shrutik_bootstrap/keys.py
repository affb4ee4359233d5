"""The keys of a data folder, as its operator changes them."""

from datetime import UTC, datetime

from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.settings import Settings
from shrutik_system.blob_keys import rotate_blob_keys
from shrutik_system.keys import rotate_keys
from shrutik_system.release_keys import rotate_release_key


def rotate_token_keys(settings: Settings) -> str:
    """Make a new key for access tokens, which signs after the next start; its name.

    Raises:
        Invalid: if the data folder or its keys cannot be used.
        Unavailable: ``keys_unavailable``.
    """
    return rotate_keys(keys_folder(settings, claim_data_folder(settings.data)))


def rotate_signing_key(settings: Settings) -> str:
    """Make a new key for releases and feeds, which signs at once; its public half, as ``minisign -P`` takes it.

    Raises:
        Invalid: if the data folder or its keys cannot be used.
        Unavailable: ``keys_unavailable``.
    """
    return rotate_release_key(
        keys_folder(settings, claim_data_folder(settings.data)), datetime.now(UTC)
    ).signer.key.text


def rotate_wrapping_key(settings: Settings) -> str:
    """Make a new key for blobs, which wraps what is stored after the next start; its name.

    Raises:
        Invalid: if the data folder or its keys cannot be used, or ``blobs_not_encrypted``.
        Unavailable: ``keys_unavailable``.
    """
    return rotate_blob_keys(keys_folder(settings, claim_data_folder(settings.data)))

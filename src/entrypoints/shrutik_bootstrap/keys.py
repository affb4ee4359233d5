"""The keys of a data folder, as its operator changes them."""

from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.settings import Settings
from shrutik_system.keys import rotate_keys


def rotate_token_keys(settings: Settings) -> str:
    """Make a new key for access tokens, which signs after the next start; its name.

    Raises:
        Invalid: if the data folder or its keys cannot be used.
        Unavailable: ``keys_unavailable``.
    """
    return rotate_keys(claim_data_folder(settings.data))

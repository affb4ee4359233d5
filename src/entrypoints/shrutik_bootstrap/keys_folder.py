"""Where the keys lie: in the data folder, or in a folder of their own that machines share."""

from pathlib import Path

from shrutik_bootstrap.settings import Settings
from shrutik_core.shared.errors import Invalid


def keys_folder(settings: Settings, folder: Path) -> Path:
    """The folder of the keys.

    Args:
        settings: the installation's.
        folder: the data folder, where they lie if nothing else is said.

    Raises:
        Invalid: ``settings_invalid`` if a folder is named that is not there: keys are not made by mistake.
    """
    if settings.keys is None:
        return folder
    named = settings.keys.expanduser().absolute()
    if not named.is_dir():
        raise Invalid("settings_invalid", f"SHRUTIK_KEYS names {named}, which is not a folder; make it, mode 0700.")
    return named

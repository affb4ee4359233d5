"""The beginning: on a folder of the demo's own, and from scratch if that is asked for."""

from pathlib import Path

from shrutik_bootstrap.data_folder import is_data_folder
from shrutik_bootstrap.database import removed_database
from shrutik_bootstrap.installation import Installation
from shrutik_bootstrap.settings import Settings
from shrutik_cli.demo.marker import DemoMarker, clear, make_marker, read_marker
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.pages import PageRequest


def begin_anew(settings: Settings) -> None:
    """Delete what an earlier demo made; nothing happens if the folder is empty or not there.

    Raises:
        Conflict: ``data_folder_in_use``; ``not_a_demo`` if the folder is something else; ``database_elsewhere``.
    """
    folder = settings.data.expanduser().absolute()
    if settings.database_url:
        raise Conflict("database_elsewhere", "--reset deletes a data folder, not the database of SHRUTIK_DATABASE_URL.")
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not is_data_folder(folder) or read_marker(folder) is None:
        raise Conflict("not_a_demo", f"{folder} holds no demo; nothing was deleted. Choose another folder with --data.")
    with removed_database(settings):
        clear(folder)


def own_marker(installation: Installation) -> DemoMarker:
    """The demo's marker on this installation, made on the first run.

    Raises:
        Conflict: ``not_a_demo`` if people live here already: the demo's crowd is not let in among them.
    """
    marker = read_marker(Path(installation.folder))
    if marker is not None:
        return marker
    if installation.platform.manage_people().list(None, PageRequest(1)).items:
        raise Conflict(
            "not_a_demo",
            f"{installation.folder} has accounts that are not the demo's; choose another folder with --data.",
        )
    return make_marker(installation.folder)

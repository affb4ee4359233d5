"""A visit: the installation is opened as far as that goes, and everything in it looked at."""

from contextlib import ExitStack

from shrutik_bootstrap.database import Notice, database_address
from shrutik_bootstrap.doctor.examining import Looked, all_checks, examine
from shrutik_bootstrap.doctor.finding import SETTINGS, red
from shrutik_bootstrap.doctor.patient import admitted
from shrutik_bootstrap.settings import Settings
from shrutik_core.shared.errors import ShrutikError


def visit(settings: Settings, notice: Notice, *, is_deep: bool) -> list[Looked]:
    """What all checks find; a database that cannot be started is one of the findings.

    Args:
        settings: of the installation, whose data folder is there.
        notice: takes lines that the user must read.
        is_deep: whether every blob is looked at, and its bytes; that takes as long as reading all of them.
    """
    folder = settings.data.expanduser().absolute()
    with ExitStack() as stack:
        try:
            url = stack.enter_context(database_address(settings, notice))
        except ShrutikError as error:
            return examine(admitted(settings, folder, error, is_deep=is_deep), all_checks())
        return examine(admitted(settings, folder, url, is_deep=is_deep), all_checks())


def turned_away(error: ShrutikError) -> list[Looked]:
    """What is said of an installation whose settings cannot be read, or that is not there: nothing else can be."""
    told = [f"{one.field}: {one.detail}" for one in error.errors] or [error.detail]
    return [Looked(SETTINGS, red(one, "correct it, then look again", code=error.code), 0.0) for one in told]

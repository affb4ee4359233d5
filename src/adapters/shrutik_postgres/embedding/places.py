"""Where the cluster, its socket, its log and its programs lie, so that the account of the server reaches them."""

import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import attrs

from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_postgres.embedding.accounts import Account, ourselves, owner_of, unprivileged
from shrutik_postgres.embedding.refusals import refused_folder

ELSEWHERE = Path("/var/lib/shrutik")
_FOLDER, _LOCATION = "postgres", "postgres.location"
# 104 bytes with the NUL at the end is what macOS takes as the path of a socket; Linux takes 108.
_LONGEST_SOCKET = 103
_SOCKET_NAME = ".s.PGSQL.5432"
_TEMPORARY = Path("/tmp")  # noqa: S108 - a folder of mode 0700 in it, whose owner is checked


@attrs.frozen
class Home:
    """The folder of one embedded server, mode 0700.

    Attributes:
        folder: which one.
        account: who the server runs as, and who owns the folder.
    """

    folder: Path
    account: Account

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data directory."""
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "log"

    @property
    def name(self) -> str:
        """Tells this server's processes from those of others."""
        return f"shrutik-{_digest(self.folder)[:12]}"

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: in the folder, or, if its path would be too long or has a comma, in /tmp."""
        inside = self.folder / "run"
        text = os.fsencode(inside / _SOCKET_NAME)
        return inside if len(text) <= _LONGEST_SOCKET and b"," not in text else _TEMPORARY / self.name

    def make_socket_folder(self) -> None:
        """Make the socket's folder, mode 0700, for nobody but the account.

        Raises:
            Unavailable: ``socket_folder_unsafe`` if somebody else made it before.
        """
        folder = self.socket_folder
        make_folder(folder, self.account)
        facts = folder.lstat()
        safe = stat.S_ISDIR(facts.st_mode) and stat.S_IMODE(facts.st_mode) == stat.S_IRWXU
        if not safe or facts.st_uid != self.account.uid:
            detail = f"{folder} must be a folder of mode 0700 of the database's account; remove it and try again."
            raise Unavailable("socket_folder_unsafe", detail)

    def remove_socket_folder(self) -> None:
        """Take the socket's folder away, unless somebody else made it."""
        folder = self.socket_folder
        if folder.is_dir() and not folder.is_symlink() and folder.lstat().st_uid == self.account.uid:
            shutil.rmtree(folder)


def make_folder(folder: Path, account: Account) -> None:
    """Make one folder, mode 0700, that belongs to the account; one that is there stays as it is.

    Raises:
        Invalid: ``data_folder_not_writable``.
        Unavailable: ``disk_full``.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    except OSError as error:
        raise refused_folder(folder, error) from error
    account.own(folder)


def known_home(data: Path, elsewhere: Path = ELSEWHERE) -> Home | None:
    """The home that a data folder has already.

    Raises:
        Invalid: ``data_folder_foreign`` if it is another account's, or no folder of ours.
    """
    folder, location = data / _FOLDER, data / _LOCATION
    if location.is_file():
        folder = Path(location.read_text(encoding="utf-8").strip())
        # Whoever can write into the data folder must not send root to any folder of their choice.
        if folder.parent != elsewhere or len(folder.name) != len(_digest(data)) or not folder.name.isalnum():
            raise Invalid("data_folder_foreign", f"{location} names a place that Shrutik did not choose: {folder}.")
    try:
        facts = folder.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused_folder(folder, error) from error
    account = owner_of(folder)
    if not stat.S_ISDIR(facts.st_mode) or (account.other and not _is_root()):
        detail = f"{folder} belongs to another account; run Shrutik as that one, or choose another data folder."
        raise Invalid("data_folder_foreign", detail)
    return Home(folder, account)


def new_home(data: Path, account: str | None, elsewhere: Path, notice: Callable[[str], None]) -> Home:
    """Choose and make a home for a data folder that has none.

    Args:
        data: the data folder, which is there.
        account: name of the account for a server that root starts; None for a sensible one.
        elsewhere: where homes are made whose account cannot reach the data folder.
        notice: takes one line about a home that is not in the data folder.

    Raises:
        Invalid: ``data_folder_not_writable`` or ``account_unknown``.
    """
    who = unprivileged(account) if _is_root() else ourselves()
    inside = data / _FOLDER
    if who.can_enter(data):
        make_folder(inside, who)
        return Home(inside, who)
    try:
        elsewhere.mkdir(mode=0o755, parents=True, exist_ok=True)
        home = Home(elsewhere / _digest(data), who)
        # Written first: a home that nobody knows of would never be removed.
        (data / _LOCATION).write_text(f"{home.folder}\n", encoding="utf-8")
    except OSError as error:
        raise refused_folder(elsewhere, error) from error
    make_folder(home.folder, who)
    notice(f"The database's account cannot reach {data}; the database is in {home.folder}.")
    return home


def remove_home(data: Path, home: Home, elsewhere: Path = ELSEWHERE) -> None:
    """Take away a home whose server is stopped, and all that pointed to it."""
    home.remove_socket_folder()
    shutil.rmtree(home.folder, ignore_errors=False)
    (data / _LOCATION).unlink(missing_ok=True)
    if home.folder.parent == elsewhere and not any(elsewhere.iterdir()):
        elsewhere.rmdir()


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def _is_root() -> bool:
    return os.geteuid() == 0

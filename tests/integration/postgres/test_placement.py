"""Where the embedded PostgreSQL lives: as root, as an ordinary account, and where there is no room."""

import os
import pwd
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.embedding.accounts import Account, unprivileged
from shrutik_postgres.embedding.binaries import find_binaries
from shrutik_postgres.embedding.places import known_home

SOURCES = Path(__file__).parents[3] / "src"
SETTINGS = {"fsync": "off"}
ORDINARY = """
import os, pwd, sys
from pathlib import Path
import encodings.idna, psycopg, shutil, subprocess
from shrutik_postgres.embedded import EmbeddedPostgres
nobody = pwd.getpwnam("nobody")
os.setgroups([]); os.setgid(nobody.pw_gid); os.setuid(nobody.pw_uid)
server = EmbeddedPostgres(Path(sys.argv[1]), settings={"fsync": "off"})
print(server.start().query["host"]); server.stop()
"""

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="it is about the account that root gives the server")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account reaches, unlike the temporary folders of tests."""
    with tempfile.TemporaryDirectory(prefix="shrutik-open-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def closed_folder(open_folder: Path) -> Path:
    """A folder that only its owner reaches."""
    folder = open_folder / "closed" / "data"
    folder.mkdir(parents=True)
    folder.parent.chmod(0o700)
    return folder


@needs_root
def test_root_gives_the_server_to_an_account_without_rights(open_folder: Path) -> None:
    server = EmbeddedPostgres(open_folder, settings=SETTINGS, account="nobody")
    try:
        server.start()
        home = known_home(open_folder)
        assert home is not None
        assert home.folder == open_folder / "postgres"
        assert home.account.uid == home.folder.stat().st_uid == pwd.getpwnam("nobody").pw_uid
        assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
        assert not (open_folder / "postgres.location").exists()
    finally:
        server.remove()


@needs_root
def test_an_existing_cluster_keeps_its_account(open_folder: Path) -> None:
    first = EmbeddedPostgres(open_folder, settings=SETTINGS, account="nobody")
    first.start()
    first.stop()
    second = EmbeddedPostgres(open_folder, settings=SETTINGS)
    try:
        second.start()
    finally:
        second.remove()


@needs_root
def test_where_the_account_cannot_go_the_database_is_elsewhere(closed_folder: Path, open_folder: Path) -> None:
    notices: list[str] = []
    elsewhere = open_folder / "elsewhere"
    server = EmbeddedPostgres(closed_folder, settings=SETTINGS, elsewhere=elsewhere, notice=notices.append)
    try:
        url = server.start()
        home = known_home(closed_folder, elsewhere)
        assert home is not None
        assert home.folder.parent == elsewhere
        assert (closed_folder / "postgres.location").read_text() == f"{home.folder}\n"
        assert len(notices) == 1
        assert str(home.folder) in notices[0]
        assert stat.S_IMODE(closed_folder.parent.stat().st_mode) == 0o700
        server.stop()
        again = EmbeddedPostgres(closed_folder, settings=SETTINGS, elsewhere=elsewhere, notice=notices.append)
        assert again.start() == url
        assert len(notices) == 1
        again.stop()
    finally:
        server.remove()
    assert not elsewhere.exists()
    assert list(closed_folder.iterdir()) == []


@needs_root
def test_programs_that_the_account_cannot_reach_are_copied(
    closed_folder: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = find_binaries().folder.parent
    for name in (wheel.name, f"{wheel.name}.libs"):
        (closed_folder / name).symlink_to(wheel.with_name(name))
    monkeypatch.syspath_prepend(str(closed_folder))
    data = open_folder / "data"
    server = EmbeddedPostgres(data, settings=SETTINGS)
    try:
        server.start()
        server.stop()
        copies = list((data / "postgres").glob("binaries-*"))
        assert len(copies) == 1
        assert {path.name for path in copies[0].glob("*/*/bin/*")} == {"postgres", "initdb"}
        server.start()
    finally:
        server.remove()


@needs_root
def test_an_ordinary_account_keeps_everything_in_the_data_folder(open_folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    data = open_folder / "data"
    data.mkdir()
    os.chown(data, nobody.pw_uid, nobody.pw_gid)
    places = os.pathsep.join(str(SOURCES / part) for part in ("", "adapters"))
    ran = subprocess.run(
        [sys.executable, "-c", ORDINARY, str(data)],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        env=os.environ | {"PYTHONPATH": places},
    )
    assert ran.stdout == f"{data / 'postgres' / 'run'}\n", ran.stderr
    assert [path.name for path in data.iterdir()] == ["postgres"]
    assert (data / "postgres").stat().st_uid == nobody.pw_uid


@needs_root
def test_another_accounts_database_is_refused_to_an_ordinary_account(open_folder: Path) -> None:
    server = EmbeddedPostgres(open_folder, settings=SETTINGS, account="daemon")
    try:
        server.start()
        places = os.pathsep.join(str(SOURCES / part) for part in ("", "adapters"))
        ran = subprocess.run(
            [sys.executable, "-c", ORDINARY, str(open_folder)],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=os.environ | {"PYTHONPATH": places},
        )
        assert "belongs to another account" in ran.stderr
        assert server.running() is not None
    finally:
        server.remove()


@needs_root
def test_no_room_is_said_to_be_no_room(open_folder: Path) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m,mode=755", "tmpfs", str(open_folder)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("this machine does not let tests mount a small disk")
    try:
        with pytest.raises(Unavailable) as error:
            EmbeddedPostgres(open_folder, settings=SETTINGS).start()
        assert error.value.code == "disk_full"
        assert not (open_folder / "postgres" / "cluster").exists()
    finally:
        subprocess.run(["umount", str(open_folder)], check=True)


@needs_root
@pytest.mark.parametrize("name", ["no-such-account", "root"])
def test_an_account_that_will_not_do_is_refused(open_folder: Path, name: str) -> None:
    with pytest.raises(Invalid) as error:
        EmbeddedPostgres(open_folder, account=name).start()
    assert error.value.code == "account_unknown"
    assert list(open_folder.iterdir()) == []


def test_an_account_reaches_what_its_rights_allow(open_folder: Path, closed_folder: Path) -> None:
    if os.geteuid() != 0:
        assert Account(os.geteuid(), os.getegid(), other=False).can_enter(open_folder)
        return
    account = unprivileged()
    assert account.can_enter(open_folder)
    assert not account.can_enter(closed_folder)
    assert account.can_use(Path("/bin/sh"), Path("/etc/passwd"))
    assert not account.can_use(Path("/etc/passwd"), Path("/etc/passwd"))


def test_a_cluster_of_an_unknown_version_says_what_is_missing() -> None:
    with pytest.raises(Unavailable) as error:
        find_binaries(9)
    assert error.value.code == "embedded_missing"
    assert "PostgreSQL 9" in error.value.detail

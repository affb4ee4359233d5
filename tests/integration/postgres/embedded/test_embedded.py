"""The embedded PostgreSQL in good order: started, stopped, started again, and the folders that it lives in."""

import os
import stat
import time
from pathlib import Path

import pytest

from integration.postgres.embedded.lives import Make, ask, home_of, postmaster, tell
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.embedding.processes import command_line


def modes(folder: Path) -> dict[Path, int]:
    """Modes of a folder and of all above it."""
    return {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.parents)}


def test_what_was_written_is_there_after_a_restart(make: Make, data: Path) -> None:
    server = make(data)
    tell(server.start(), "CREATE TABLE kept AS SELECT 1 AS n")
    server.stop()
    assert server.running() is None
    url = server.start()
    assert server.running() == url
    assert ask(url, "SELECT n FROM kept") == 1


def test_it_loses_nothing_by_default(make: Make, data: Path) -> None:
    url = make(data, settings={}).start()
    for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
        assert ask(url, f"SHOW {setting}") == "on"


def test_it_listens_on_a_private_socket_and_nowhere_else(make: Make, data: Path) -> None:
    url = make(data).start()
    assert ask(url, "SHOW listen_addresses") == ""
    folder = Path(str(url.query["host"]))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir() if path.is_socket()] == [".s.PGSQL.5432"]


def test_no_mode_changes_and_no_process_stays(make: Make, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o750)
    before = modes(data)
    server = make(data)
    server.start()
    pid = postmaster(data)
    server.stop()
    assert modes(data) == before
    assert command_line(pid) == ""
    assert not home_of(data).socket_folder.exists()


def test_removing_takes_everything_away(make: Make, tmp_path: Path) -> None:
    server = make(tmp_path)
    server.start()
    home = home_of(tmp_path)
    server.remove()
    assert not home.folder.exists()
    assert list(tmp_path.iterdir()) == []
    server.remove()


def test_starting_twice_is_starting_once(make: Make, data: Path) -> None:
    server = make(data)
    url = server.start()
    pid = postmaster(data)
    assert server.start() == url
    assert postmaster(data) == pid


def test_ctrl_c_in_the_terminal_does_not_reach_it(make: Make, data: Path) -> None:
    make(data).start()
    assert os.getsid(postmaster(data)) == postmaster(data) != os.getsid(0)


@pytest.mark.parametrize("name", ['quote\'s, "two" & শ্রুতি', "a long one " * 20])
def test_any_path_will_do(make: Make, tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    server = make(data)
    assert ask(server.start(), "SELECT 1") == 1
    sockets = home_of(data).socket_folder
    server.stop()
    assert not sockets.exists()
    assert ask(server.start(), "SELECT 1") == 1


def test_a_folder_reached_through_a_link_is_the_same_folder(make: Make, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    url = make(tmp_path / "link").start()
    assert make(tmp_path / "real").running() == url


def test_a_server_that_cannot_start_says_why(make: Make, data: Path) -> None:
    server = make(data, settings={"shared_buffers": "nonsense"})
    with pytest.raises(Unavailable) as error:
        server.start()
    assert error.value.code == "database_did_not_start"
    assert "shared_buffers" in error.value.detail


def test_a_file_in_place_of_the_folder_is_refused(make: Make, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(Invalid) as error:
        EmbeddedPostgres(tmp_path / "data").start()
    assert error.value.code == "data_folder_not_writable"


def test_a_link_in_place_of_the_home_is_refused(tmp_path: Path) -> None:
    (tmp_path / "postgres").symlink_to("/etc")
    with pytest.raises(Invalid) as error:
        EmbeddedPostgres(tmp_path).start()
    assert error.value.code == "data_folder_foreign"


def test_a_location_that_we_did_not_choose_is_refused(tmp_path: Path) -> None:
    location = tmp_path / "postgres.location"
    location.write_text("/etc\n")
    for act in (EmbeddedPostgres(tmp_path).start, EmbeddedPostgres(tmp_path).remove):
        with pytest.raises(Invalid) as error:
            act()
        assert error.value.code == "data_folder_foreign"
    location.unlink()  # what cleans up after the tests follows these files


def test_starting_again_is_quick(make: Make, data: Path) -> None:
    server = make(data)
    server.start()
    server.stop()
    started = time.monotonic()
    server.start()
    # Two seconds are promised on a machine of its own; this one may be busy.
    assert time.monotonic() - started < 10

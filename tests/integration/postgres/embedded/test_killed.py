"""The embedded PostgreSQL when it or its owner is killed: taken over, recovered, seen to be dead."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from integration.postgres.embedded.lives import Make, ask, home_of, postmaster, tell
from shrutik_postgres.embedding.processes import command_line, wait_until

OWNER = Path(__file__).with_name("owner_program.py")
SOURCES = Path(__file__).parents[4] / "src"


def owner(data: Path) -> tuple["subprocess.Popen[str]", int]:
    """A process that owns a server, and the server's number."""
    places = os.pathsep.join(str(SOURCES / part) for part in ("", "adapters"))
    process = subprocess.Popen(
        [sys.executable, str(OWNER), str(data)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": places},
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def test_a_server_whose_owner_was_killed_is_taken_over_and_stopped(make: Make, data: Path) -> None:
    process, pid = owner(data)
    kill(process)
    assert command_line(pid)
    server = make(data)
    url = server.start()
    assert postmaster(data) == pid
    assert ask(url, "SELECT 1") == 1
    server.stop()
    assert command_line(pid) == ""


def test_a_killed_server_recovers(make: Make, data: Path) -> None:
    process, pid = owner(data)
    url = make(data).running()
    assert url is not None
    tell(url, "CREATE TABLE saved AS SELECT 1 AS n")
    os.kill(pid, signal.SIGKILL)
    kill(process)
    server = make(data)
    url = server.start()
    assert postmaster(data) != pid
    assert ask(url, "SELECT n FROM saved") == 1


def test_a_killed_server_with_a_busy_process_recovers(make: Make, data: Path) -> None:
    process, pid = owner(data)
    url = make(data).running()
    assert url is not None
    address = {"host": str(url.query["host"]), "user": "shrutik", "dbname": "shrutik"}
    with contextlib.closing(psycopg.connect(**address, autocommit=True)) as busy:
        busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 3000000) a, generate_series(1, 2) b")
        time.sleep(0.2)
        os.kill(pid, signal.SIGKILL)
        kill(process)
        assert ask(make(data).start(), "SELECT 1") == 1


def test_a_server_that_dies_this_moment_is_not_taken_over(make: Make, data: Path) -> None:
    process, pid = owner(data)
    for _ in range(5):
        os.kill(pid, signal.SIGKILL)
        server = make(data)
        assert ask(server.start(), "SELECT 1") == 1
        pid = postmaster(data)
    kill(process)


def test_a_number_that_now_belongs_to_somebody_else_is_no_server(make: Make, data: Path) -> None:
    server = make(data)
    server.start()
    home = home_of(data)
    content = (home.cluster / "postmaster.pid").read_text()
    server.stop()
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    stale = home.cluster / "postmaster.pid"
    stale.write_text(content.replace(content.split("\n", 1)[0], str(stranger.pid), 1))
    home.account.own(stale)
    assert server.running() is None
    assert ask(server.start(), "SELECT 1") == 1
    server.stop()
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


@pytest.mark.parametrize("content", ["", "nonsense\n"])
def test_a_pid_file_that_says_nothing_is_no_server(make: Make, data: Path, content: str) -> None:
    server = make(data)
    server.start()
    server.stop()
    (home_of(data).cluster / "postmaster.pid").write_text(content)
    assert ask(server.start(), "SELECT 1") == 1


def test_a_cluster_that_was_not_finished_is_made_anew(make: Make, data: Path) -> None:
    home = home_of(data)
    whole = home.folder / "whole"
    home.cluster.rename(whole)
    unfinished = home.folder / "cluster.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18")
    server = make(data)
    assert ask(server.start(), "SELECT 1") == 1
    assert not unfinished.exists()
    server.stop()
    shutil.rmtree(home.cluster)
    whole.rename(home.cluster)


def test_a_server_that_dies_is_seen(make: Make, data: Path) -> None:
    server = make(data)
    server.start()
    pid = postmaster(data)
    os.kill(pid, signal.SIGQUIT)
    assert wait_until(lambda: server.running() is None, 10)
    server.start()
    assert postmaster(data) != pid

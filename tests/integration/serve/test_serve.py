"""`shrutik serve` as its operator meets it: one owner, a clean end, clear words about what is wrong."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from serving_program import Program, environment, postmaster, shrutik, wait_for


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def modes(folder):
    return {path: path.stat().st_mode for path in [*folder.parents, folder] if path.exists()}


def test_a_clean_end_leaves_no_process_and_changes_no_mode(data):
    data.mkdir(mode=0o750)
    before = modes(data)
    program = Program(data).start()
    program.address()
    server = postmaster(data)
    assert server
    assert program.stop() == 0
    assert not Path(f"/proc/{server}").exists()
    assert postmaster(data) is None
    assert modes(data) == before


def test_a_second_start_goes_on_with_what_is_there(data):
    first = Program(data).start()
    account = {"email": "a@example.org", "password": "a long password", "name": "A"}
    with first.client() as client:
        assert client.post("/auth/register", json=account).status_code == 201
    assert first.stop() == 0
    program = Program(data).start()
    program.log_in("a").close()
    assert program.stop() == 0


def test_two_on_one_folder_the_second_says_so_and_exits(data):
    first = Program(data).start()
    first.address()
    second = shrutik("serve", "--data", data, "--port", "0")
    assert second.returncode == 1
    assert len(second.stderr.strip().splitlines()) == 2
    assert "Another Shrutik" in second.stderr
    assert str(first.process.pid) in second.stderr
    with first.client() as client:
        assert client.get(f"{first.address()}/readyz").status_code == 200
    assert first.stop() == 0


def test_a_port_that_is_taken(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = shrutik("serve", "--data", data, "--port", port)
    assert run.returncode == 1
    assert str(port) in run.stderr
    assert len(run.stderr.strip().splitlines()) <= 3
    assert postmaster(data) is None


def test_a_folder_that_holds_other_things(data):
    data.mkdir()
    (data / "thesis.txt").write_text("important")
    run = shrutik("serve", "--data", data, "--port", "0")
    assert run.returncode == 1
    assert "holds other things" in run.stderr
    assert [path.name for path in data.iterdir()] == ["thesis.txt"]


def test_a_folder_that_cannot_be_written(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("no folder")
    run = shrutik("serve", "--data", blocker / "data", "--port", "0")
    assert run.returncode == 1
    assert len(run.stderr.strip().splitlines()) == 2
    assert "cannot" in run.stderr


def test_a_package_that_is_missing_is_told_and_the_database_ended(data):
    code = "import sys; sys.modules['falcon'] = None; from shrutik_cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--data", str(data), "--port", "0"]
    run = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False, timeout=60)
    assert run.returncode == 1
    assert "This needs the package falcon: pip install 'shrutik[laptop]'" in run.stderr
    assert postmaster(data) is None


@pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc")
def test_a_database_that_dies_is_started_again(data):
    program = Program(data).start()
    with program.client() as client:

        def ready():
            return client.get(f"{program.address()}/readyz").status_code == 200

        assert ready()
        os.kill(postmaster(data), 9)
        wait_for(ready)
        account = {"email": "a@example.org", "password": "a long password", "name": "A"}
        assert client.post("/auth/register", json=account).status_code == 201
    assert program.stop() == 0
    assert postmaster(data) is None

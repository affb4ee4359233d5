"""The processes of `shrutik serve`: which there are, what they load, and what happens when one goes."""

import os
import signal
import socket
from pathlib import Path

import pytest

from serving_program import Program, descendants, kill_all, postmaster, shrutik, wait_for

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc")
HEAVY = ("numpy", "libav", "libsndfile", "openblas")


@pytest.fixture
def program(tmp_path):
    program = Program(tmp_path / "data", ("--processes", "2")).start()
    wait_for(program.ready)
    wait_for(lambda: program.processes("jobs"))
    yield program
    kill_all()


def libraries(pid):
    return Path(f"/proc/{pid}/maps").read_text()


def test_there_are_api_processes_and_one_for_the_jobs(program):
    assert len(program.processes("API")) == 2
    assert len(program.processes("jobs")) == 1
    wait_for(lambda: "numpy" in libraries(program.processes("jobs")[0]))
    for pid in (program.process.pid, *program.processes("API")):
        assert not [name for name in HEAVY if name in libraries(pid)]
    assert program.stop() == 0
    assert not program.processes()


@pytest.mark.parametrize("name", ["API", "jobs"])
def test_one_that_dies_is_started_again(program, name):
    before = program.processes(name)
    os.kill(before[0], signal.SIGKILL)
    wait_for(lambda: len(now := program.processes(name)) == len(before) and before[0] not in now, 5)
    wait_for(lambda: any("process_gone" in line and "killed by SIGKILL" in line for line in program.said), 5)
    assert program.ready()
    assert program.stop() == 0


def test_a_killed_parent_takes_all_along_and_its_port_is_free_at_once(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    first = Program(tmp_path / "data", ("--port", str(port))).start()
    wait_for(first.ready)
    first.kill()
    second = Program(tmp_path / "data", ("--port", str(port))).start()
    wait_for(second.ready)
    assert second.address().endswith(f":{port}")
    assert second.stop() == 0


def test_a_process_that_never_starts_ends_the_whole_with_a_reason(program):
    def kill_young():
        for pid in program.processes("jobs"):
            os.kill(pid, signal.SIGKILL)
        return program.process.poll() is not None

    wait_for(kill_young)
    assert program.process.returncode == 1
    assert "The jobs process ends at once whenever it is started (killed by SIGKILL)" in "".join(program.said)
    assert postmaster(program.data) is None


def test_a_signal_from_the_terminal_reaches_all_and_ends_them_in_order(tmp_path):
    program = Program(tmp_path / "data").start(start_new_session=True)
    wait_for(program.ready)
    below = descendants(program.process.pid)
    os.killpg(program.process.pid, signal.SIGINT)
    assert program.process.wait(60) == 0
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists()]
    assert "Traceback" not in "".join(program.said)


def test_a_command_joins_while_it_serves(program):
    made = shrutik("user", "create", "a@example.org", "--generate-password", "--data", program.data)
    assert made.returncode == 0, made.stderr
    assert program.stop() == 0

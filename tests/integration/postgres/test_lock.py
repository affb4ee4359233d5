"""A data folder has one owner, and none once that one is dead."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_postgres.lock import JOBS, DataFolderLock

PARENT = """
import os, sys, time
from pathlib import Path
from shrutik_postgres.lock import DataFolderLock
lock = DataFolderLock(Path(sys.argv[1]))
lock.acquire()
ours, theirs = os.pipe()
child = os.fork()
if child == 0:
    lock.let_go()
    os.write(theirs, b"!")
    os.close(1)
    time.sleep(600)
os.read(ours, 1)
print(child, flush=True)
os._exit(0)
"""
SOURCES = Path(__file__).parents[3] / "src"
OWNER = """
import sys, time
from pathlib import Path
from shrutik_postgres.lock import DataFolderLock
DataFolderLock(Path(sys.argv[1])).acquire()
print("mine", flush=True)
time.sleep(600)
"""


def test_the_second_is_told_who_the_first_is(tmp_path: Path) -> None:
    with DataFolderLock(tmp_path), pytest.raises(Conflict) as error, DataFolderLock(tmp_path):
        pass
    assert error.value.code == "data_folder_in_use"
    assert str(os.getpid()) in error.value.detail


def test_it_is_free_after_its_release(tmp_path: Path) -> None:
    lock = DataFolderLock(tmp_path / "new" / "folder")
    with lock:
        pass
    with lock:
        pass
    lock.release()


def test_it_is_free_after_its_owners_death(tmp_path: Path) -> None:
    places = os.pathsep.join(str(SOURCES / part) for part in ("", "adapters"))
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": places},
    )
    assert owner.stdout is not None
    assert owner.stdout.readline() == "mine\n"
    with pytest.raises(Conflict) as error:
        DataFolderLock(tmp_path).acquire()
    assert error.value.extra == {"pid": str(owner.pid)}
    owner.kill()
    owner.wait()
    owner.stdout.close()
    with DataFolderLock(tmp_path):
        pass


def test_a_killed_owner_leaves_a_sign_and_one_that_ended_none(tmp_path: Path) -> None:
    for _ in range(2):
        with DataFolderLock(tmp_path) as lock:
            assert not lock.left_behind
    (tmp_path / "lock").write_text("4711\n")
    with DataFolderLock(tmp_path) as lock:
        assert lock.left_behind


def test_who_is_patient_gets_it_when_it_is_free(tmp_path: Path) -> None:
    held = DataFolderLock(tmp_path, JOBS)
    held.acquire()
    threading.Timer(0.3, held.release).start()
    begun = time.monotonic()
    with DataFolderLock(tmp_path, JOBS, patience=10), DataFolderLock(tmp_path):
        assert 0.2 < time.monotonic() - begun < 5


def test_a_forked_child_that_let_go_does_not_hold_it_for_its_parent(tmp_path: Path) -> None:
    places = os.pathsep.join(str(SOURCES / part) for part in ("", "adapters"))
    parent = subprocess.run(
        [sys.executable, "-c", PARENT, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": places},
        timeout=30,
    )
    child = int(parent.stdout)
    try:
        with DataFolderLock(tmp_path) as lock:
            assert lock.left_behind
            os.kill(child, 0)
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Invalid) as error:
        DataFolderLock(tmp_path / "file").acquire()
    assert error.value.code == "data_folder_not_writable"

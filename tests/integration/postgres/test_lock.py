"""A data folder has one owner, and none once that one is dead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_postgres.lock import DataFolderLock

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


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Invalid) as error:
        DataFolderLock(tmp_path / "file").acquire()
    assert error.value.code == "data_folder_not_writable"

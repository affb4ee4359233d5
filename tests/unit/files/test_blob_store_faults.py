"""Blobs as files where things go wrong: no rights, a full disk, a failing source, a killed process."""

import errno
import os
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from shrutik_core.shared.errors import Unavailable
from shrutik_files.blob_store import FileBlobStore
from shrutik_files.errors import reading, writing

NOBODY = 65_534


@pytest.fixture
def root(tmp_path):
    return tmp_path / "blobs"


@pytest.fixture
def store(root):
    return FileBlobStore(root)


def incoming(root):
    return list((root / ".incoming").iterdir())


def test_nothing_is_left_behind(store, root):
    store.put("a", [b"x"])
    with pytest.raises(ZeroDivisionError):
        store.put("b", (b"x" * (1 // number) for number in (1, 0)))
    assert incoming(root) == []


@pytest.fixture
def without_rights(store, root):
    """A store with one blob, in a folder in which this account may not do anything."""
    store.put("a", [b"x"])
    root.chmod(0)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        yield store
        os.seteuid(0)
    else:
        yield store
    root.chmod(0o700)


def test_a_folder_without_rights_is_unavailable_and_says_what_to_do(without_rights):
    acts = (
        lambda: without_rights.put("b", [b"x"]),
        lambda: without_rights.open("a").__enter__(),
        lambda: without_rights.fetch("a").__enter__(),
        lambda: without_rights.delete("a"),
        lambda: without_rights.exists("a"),
        lambda: list(without_rights.list("")),
        without_rights.sweep,
    )
    for act in acts:
        with pytest.raises(Unavailable) as error:
            act()
        assert error.value.code == "blob_store_unavailable"
        assert "let this account" in error.value.detail


def test_a_full_disk_is_said_and_leaves_nothing(store, root):
    store.put("a", [b"old"])
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, most))
    try:
        with pytest.raises(Unavailable) as error:
            store.put("a", (bytes(10_000) for _ in range(20)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))
        signal.signal(signal.SIGXFSZ, ignored)
    assert error.value.code == "blob_store_full"
    assert incoming(root) == []
    with store.open("a") as stream:
        assert stream.read() == b"old"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "blob_store_full"),
        (errno.EDQUOT, "blob_store_full"),
        (errno.EACCES, "blob_store_unavailable"),
        (errno.EROFS, "blob_store_unavailable"),
        (errno.EIO, "blob_store_unavailable"),
        (errno.ESTALE, "blob_store_unavailable"),
    ],
)
def test_what_the_disk_says_is_translated(number, code):
    for translated in (reading, writing):
        with pytest.raises(Unavailable) as error, translated("a"):
            raise OSError(number, os.strerror(number), "/data/a")
        assert error.value.code == code
        assert "/data/a" in error.value.detail
        assert isinstance(error.value.__cause__, OSError)


def test_errors_of_the_source_pass_as_they_are(store):
    def parts():
        yield b"x"
        raise ConnectionResetError(errno.ECONNRESET, "the sender went away")

    with pytest.raises(ConnectionResetError):
        store.put("a", parts())
    with pytest.raises(FileNotFoundError), store_with_one(store).open("b"):
        raise FileNotFoundError(errno.ENOENT, "somebody else's")


def store_with_one(store):
    store.put("b", [b"x"])
    return store


KILLED = """
import sys
from pathlib import Path
from shrutik_files.blob_store import FileBlobStore

def parts():
    yield bytes(300_000)
    print("half", flush=True)
    sys.stdin.read()
    yield b"never"

FileBlobStore(Path(sys.argv[1])).put(sys.argv[2], parts())
"""


@pytest.mark.parametrize("key", ["there", "new", "folder/new"])
def test_a_killed_put_shows_nothing_and_is_swept(store, root, key):
    store.put("there", [b"old"])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(root), key], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout.readline() == b"half\n"
        process.kill()
    assert [(entry.key, entry.size) for entry in store.list("")] == [("there", 3)]
    assert len(incoming(root)) == 1
    assert store.sweep(datetime.now(UTC) - timedelta(hours=1)) == 0
    assert store.sweep() == 1
    assert incoming(root) == []
    store.put(key, [b"new"])
    with store.open(key) as stream:
        assert stream.read() == b"new"


def test_a_sweep_by_age_spares_what_is_being_written(store, root):
    (root / ".incoming").mkdir(parents=True)
    old, young = root / ".incoming/old", root / ".incoming/young"
    for path in (old, young):
        path.write_bytes(b"x")
    os.utime(old, (1, 1))
    assert store.sweep(datetime.now(UTC) - timedelta(hours=6)) == 1
    assert incoming(root) == [young]

"""Log files: lines of several processes are whole; files are put aside, packed, and kept as long as was said."""

import gzip
import json
import logging
import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shrutik_logs.archives import Archives
from shrutik_logs.shared_file import SharedFile, Turning

SMALL = Turning(megabytes=0.02)
WRITE_MANY = """
import logging, pathlib, sys
from shrutik_logs.shared_file import SharedFile, Turning
handler = SharedFile(pathlib.Path(sys.argv[1]), Turning(megabytes=0.02))
for number in range(int(sys.argv[3])):
    handler.emit(logging.makeLogRecord({"msg": f"{sys.argv[2]} {number} {'x' * 80}"}))
"""
FORK_AND_WRITE = """
import logging, os, pathlib, sys
from shrutik_logs.shared_file import SharedFile, Turning
handler = SharedFile(pathlib.Path(sys.argv[1]), Turning(megabytes=0.02), may_thread=lambda: False)
write = lambda name, number: handler.emit(logging.makeLogRecord({"msg": f"{name} {number} {'x' * 80}"}))
write("parent", 0)
children = []
for name in "abc":
    children.append(os.fork())
    if not children[-1]:
        for number in range(200):
            write(name, number)
        os._exit(0)
sys.exit(max(os.waitpid(child, 0)[1] for child in children))
"""
FILL = """
import logging, pathlib, resource, sys
from shrutik_logs.shared_file import SharedFile
handler = SharedFile(pathlib.Path(sys.argv[1]))
tell = lambda text: handler.emit(logging.makeLogRecord({"msg": text}))
tell("first")
resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
tell("this one has no room")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
tell("third")
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shrutik.log"


def archives(path):
    return Archives(path, 30, 200)


def write(handler, *lines):
    for line in lines:
        handler.emit(logging.makeLogRecord({"msg": line}))


def read(file):
    return gzip.decompress(file.read_bytes()).decode() if file.suffix == ".gz" else file.read_text()


def all_lines(path):
    return [line for file in (*archives(path).all(), path) if file.exists() for line in read(file).splitlines()]


def put_aside(path, days, size=1_000, packed=True):
    """A file that was put aside so many days ago."""
    when = datetime.now(UTC) - timedelta(days=days)
    file = archives(path).place(when)
    file = file.with_name(file.name + ".gz") if packed else file
    file.write_bytes(b"x" * size)
    os.utime(file, (when.timestamp(), when.timestamp()))
    return file


def run(program, path):
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", program, str(path)], env=found, check=True, capture_output=True)


def open_files(folder):
    """Numbers of the files in there that this process has open."""
    opened = [one for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
    return [one.name for one in opened if one.readlink().parent == folder]


def test_lines_of_several_processes_are_whole_and_none_is_lost_when_the_file_is_put_aside(path):
    names, count = ("a", "b", "c"), 200
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    programs = [
        subprocess.Popen([sys.executable, "-c", WRITE_MANY, str(path), name, str(count)], env=found) for name in names
    ]
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    lines = all_lines(path)
    assert sorted(line.rsplit(" ", 1)[0] for line in lines) == sorted(f"{n} {i}" for n in names for i in range(count))
    assert all(line.endswith("x" * 80) and len(line) < 90 for line in lines)
    assert len(archives(path).all()) > 1


def test_a_full_file_is_put_aside_and_packed_once_another_follows(path):
    handler = SharedFile(path, SMALL)
    write(handler, *["x" * 100] * 198, "the 199th" + "x" * 200)
    assert not path.exists()
    (first,) = archives(path).all()
    assert first.suffix == ".log"  # as it is, for whoever still reads there
    write(handler, *["y" * 100] * 200)
    handler.close()
    packed, second = archives(path).all()
    assert packed.name == f"{first.name}.gz"
    assert second.suffix == ".log"
    assert "the 199th" in read(packed)
    assert packed.stat().st_mode & 0o777 == 0o600
    assert packed.stat().st_size < 2_000


@pytest.mark.parametrize(("hours", "turned"), [(23.9, False), (24.1, True)])
def test_a_file_whose_first_line_is_old_is_put_aside_before_the_next(path, hours, turned):
    at = datetime.now(UTC) - timedelta(hours=hours)
    path.write_text(json.dumps({"time": at.isoformat(timespec="microseconds"), "event": "first"}) + "\n")
    handler = SharedFile(path, Turning(hours=24))
    write(handler, "second", "third")
    assert len(archives(path).all()) == turned
    assert path.read_text().splitlines()[-2:] == ["second", "third"]
    assert len(all_lines(path)) == 3


@pytest.mark.parametrize(("days", "kept"), [(29.9, True), (30.1, False)])
def test_what_was_put_aside_is_kept_for_so_many_days(path, days, kept):
    file = put_aside(path, days)
    Archives(path, 30, 200).tend()
    assert file.exists() is kept


def test_of_too_much_the_oldest_goes_first(path):
    files = [put_aside(path, days, 400_000) for days in (3, 2, 1)]
    Archives(path, 30, 1.0).tend()
    assert [file.exists() for file in files] == [False, True, True]


def test_what_a_process_left_unpacked_at_its_end_is_packed_by_the_next(path):
    old, new = put_aside(path, 2, packed=False), put_aside(path, 1, packed=False)
    SharedFile(path, SMALL).tend()
    assert [one.name for one in archives(path).all()] == [f"{old.name}.gz", new.name]


def test_files_of_others_are_left_alone(path):
    others = [
        path.with_name(name) for name in ("shrutik-notes.log", "other-20260101T000000.000000Z.log", "shrutik.txt")
    ]
    for other in others:
        other.write_text("mine")
        os.utime(other, (0, 0))
    Archives(path, 30, 0.000_001).tend()
    assert all(other.read_text() == "mine" for other in others)


def test_a_folder_is_made_only_where_that_is_right(path, capsys):
    inner = path.parent / "logs" / "shrutik.log"
    write(SharedFile(inner), "a")
    assert "FileNotFoundError" in capsys.readouterr().err
    write(SharedFile(inner, may_make=lambda: True), "b")
    assert inner.read_text() == "b\n"
    assert inner.parent.stat().st_mode & 0o777 == 0o700


def test_of_processes_that_were_forked_with_the_file_open_each_line_is_whole(path):
    run(FORK_AND_WRITE, path)
    lines = all_lines(path)
    assert sorted(line.rsplit(" ", 1)[0] for line in lines) == sorted(
        ["parent 0", *(f"{name} {number}" for name in "abc" for number in range(200))]
    )
    assert all(line.endswith("x" * 80) and len(line) < 95 for line in lines)


def test_the_file_stays_open_until_somebody_puts_it_aside(path):
    handler, other = SharedFile(path), SharedFile(path, SMALL)
    write(handler, "first", "second")
    (number,) = open_files(path.parent)
    write(handler, "third")
    assert open_files(path.parent) == [number]
    write(other, "x" * 30_000)
    assert not path.exists()
    write(handler, "after")
    assert path.read_text() == "after\n"
    assert read(archives(path).all()[0]).splitlines()[:3] == ["first", "second", "third"]
    path.rename(path.with_name("moved.txt"))  # as others put files aside
    write(handler, "later")
    assert path.read_text() == "later\n"
    for one in (handler, other):
        one.close()
    assert open_files(path.parent) == []
    write(handler, "after its end")
    assert path.read_text().splitlines() == ["later", "after its end"]
    handler.close()


def test_a_line_that_has_no_room_leaves_no_half_of_itself(path):
    assert b"OSError" in run(FILL, path).stderr
    assert path.read_text().splitlines() == ["first", "third"]


@pytest.mark.parametrize("may_thread", [True, False])
def test_nobody_waits_until_a_file_is_packed_but_where_no_thread_may_be(path, may_thread, monkeypatch):
    may_end, packed_by = threading.Event(), []

    def tend(_self):
        packed_by.append(threading.current_thread())
        if may_thread:
            assert may_end.wait(10)

    monkeypatch.setattr(Archives, "tend", tend)
    handler = SharedFile(path, SMALL, may_thread=lambda: may_thread)
    write(handler, *["x" * 100] * 1_000)
    may_end.set()
    handler.close()
    assert len(packed_by) == 5
    assert (threading.current_thread() in packed_by) is not may_thread


def test_a_line_costs_little(path):
    handler, began = SharedFile(path), time.process_time()
    write(handler, *["x" * 300] * 1_000)
    assert time.process_time() - began < 0.5
    handler.close()

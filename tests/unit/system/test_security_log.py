"""The security log: lines in a file of the owner's alone, whole also if several processes write and it is turned."""

import json
import logging
import os
import stat
import subprocess
import sys

import pytest

from shrutik_core.testing import contracts
from shrutik_system.clock import SystemClock
from shrutik_system.security_log import LOGGER, OLD_FILES, LoggedSecurity, SharedFile, send_security_log


@pytest.fixture(autouse=True)
def logger():
    logger = logging.getLogger(LOGGER)
    before = logger.handlers[:], logger.propagate, logger.level
    logger.handlers[:] = []
    yield logger
    logger.handlers[:], logger.propagate, logger.level = before


class TestLoggedSecurity(contracts.SecurityLogContract):
    @pytest.fixture
    def log(self, tmp_path):
        send_security_log(tmp_path / "security.log")
        return LoggedSecurity(SystemClock())

    @pytest.fixture
    def lines(self, tmp_path):
        file = tmp_path / "security.log"
        return lambda: file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def test_the_file_is_its_owners_alone(tmp_path):
    send_security_log(tmp_path / "security.log")
    LoggedSecurity(SystemClock()).note("forbidden", None, "")
    assert stat.S_IMODE((tmp_path / "security.log").stat().st_mode) == 0o600


def test_without_a_file_lines_go_to_standard_error(capsys):
    send_security_log(None)
    LoggedSecurity(SystemClock()).note("forbidden", None, "127.0.0.1")
    assert json.loads(capsys.readouterr().err)["origin"] == "127.0.0.0/24"


def test_setting_it_again_tells_each_event_once(tmp_path):
    for _ in range(2):
        send_security_log(tmp_path / "security.log")
    LoggedSecurity(SystemClock()).note("forbidden", None, "")
    assert len((tmp_path / "security.log").read_text().splitlines()) == 1


def test_a_handler_of_others_stays_and_is_the_only_one(tmp_path, logger):
    other = logging.NullHandler()
    logger.addHandler(other)
    send_security_log(tmp_path / "security.log")
    assert logger.handlers == [other]


def test_a_folder_that_is_gone_is_told_and_breaks_nothing(tmp_path, capsys):
    send_security_log(tmp_path / "gone" / "security.log")
    LoggedSecurity(SystemClock()).note("forbidden", None, "")
    assert "FileNotFoundError" in capsys.readouterr().err


def write_many(path, name, count):
    handler = SharedFile(path, 20_000)
    for number in range(count):
        handler.emit(logging.makeLogRecord({"msg": f"{name} {number} {'x' * 80}"}))


WRITE_MANY = """
import logging, pathlib, sys
from shrutik_system.security_log import SharedFile
handler = SharedFile(pathlib.Path(sys.argv[1]), 20_000)
for number in range(int(sys.argv[3])):
    handler.emit(logging.makeLogRecord({"msg": f"{sys.argv[2]} {number} {'x' * 80}"}))
"""


def test_lines_of_several_processes_are_whole_and_none_is_lost_when_the_file_is_turned(tmp_path):
    path = tmp_path / "security.log"
    names, count = ("a", "b", "c"), 200
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    programs = [
        subprocess.Popen([sys.executable, "-c", WRITE_MANY, str(path), name, str(count)], env=found) for name in names
    ]
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    files = [path, *(path.with_name(f"security.log.{number}") for number in range(1, OLD_FILES + 1))]
    lines = [line for file in files if file.exists() for line in file.read_text().splitlines()]
    assert sorted(line.rsplit(" ", 1)[0] for line in lines) == sorted(f"{n} {i}" for n in names for i in range(count))
    assert all(line.endswith("x" * 80) and len(line) < 90 for line in lines)
    assert len([file for file in files if file.exists()]) > 2


def test_no_more_files_are_kept_than_said(tmp_path):
    write_many(tmp_path / "security.log", "a", 2_000)
    assert len(list(tmp_path.iterdir())) <= OLD_FILES + 1

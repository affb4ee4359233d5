"""The security log: events in a stream of their own, a line of JSON each, in a file of the owner's alone."""

import json
import logging
import stat

import pytest

from shrutik_core.logs.fields import COMMON
from shrutik_core.shared.correlation import under
from shrutik_core.testing import contracts
from shrutik_logs.security_log import LOGGER, LoggedSecurity
from shrutik_logs.sending import LogWish, send_security_log, sent_logs


@pytest.fixture(autouse=True)
def logger():
    logger = logging.getLogger(LOGGER)
    before = logger.handlers[:], logger.propagate, logger.level
    logger.handlers[:] = []
    yield logger
    logger.handlers[:], logger.propagate, logger.level = before


@pytest.fixture
def log():
    return LoggedSecurity()


def lines(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


class TestLoggedSecurity(contracts.SecurityLogContract):
    @pytest.fixture
    def log(self, tmp_path):
        send_security_log(tmp_path / "security.log")
        return LoggedSecurity()

    @pytest.fixture
    def told(self, tmp_path):
        file = tmp_path / "security.log"
        return lambda: [{name: value for name, value in line.items() if name not in COMMON} for line in lines(file)]


def test_an_event_is_a_line_like_others_and_bears_the_id_of_its_request(tmp_path, log):
    send_security_log(tmp_path / "security.log")
    with under("look-for-me"):
        log.note("forbidden", None, "")
    (line,) = lines(tmp_path / "security.log")
    assert (line["event"], line["level"], line["request_id"]) == ("security_event", "info", "look-for-me")
    assert line["time"].endswith("+00:00")


def test_it_is_no_part_of_the_other_stream(tmp_path, log):
    send_security_log(tmp_path / "security.log")
    with sent_logs(LogWish(tmp_path / "logs" / "shrutik.log")):
        log.note("forbidden", None, "")
        logging.getLogger("shrutik_worker.backups").info("backup_made")
    assert [line["event"] for line in lines(tmp_path / "logs" / "shrutik.log")] == ["backup_made"]
    assert [line["event"] for line in lines(tmp_path / "security.log")] == ["security_event"]


def test_the_file_is_its_owners_alone(tmp_path, log):
    send_security_log(tmp_path / "security.log")
    log.note("forbidden", None, "")
    assert stat.S_IMODE((tmp_path / "security.log").stat().st_mode) == 0o600


def test_without_a_file_lines_go_to_standard_error(capsys, log):
    send_security_log(None)
    log.note("forbidden", None, "127.0.0.1")
    assert json.loads(capsys.readouterr().err)["origin"] == "127.0.0.0/24"


def test_setting_it_again_tells_each_event_once(tmp_path, log):
    for _ in range(2):
        send_security_log(tmp_path / "security.log")
    log.note("forbidden", None, "")
    assert len(lines(tmp_path / "security.log")) == 1


def test_a_handler_of_others_stays_and_is_the_only_one(tmp_path, logger):
    other = logging.NullHandler()
    logger.addHandler(other)
    send_security_log(tmp_path / "security.log")
    assert logger.handlers == [other]


def test_a_folder_that_is_gone_is_told_and_breaks_nothing(tmp_path, capsys, log):
    send_security_log(tmp_path / "gone" / "security.log")
    log.note("forbidden", None, "")
    assert "FileNotFoundError" in capsys.readouterr().err

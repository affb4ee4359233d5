"""Settings of logs: where lines go, which of them, in which form, and how long files are kept."""

import json
import logging
import sys
from pathlib import Path

import pytest

from shrutik_bootstrap.data_folder import mark_data_folder
from shrutik_bootstrap.log_files import told_of
from shrutik_bootstrap.logs import LOG, SECURITY_LOG, log_wish, logs_of, tell_security
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_core.shared.correlation import under
from shrutik_core.shared.errors import Invalid
from shrutik_logs.security_log import LOGGER, LoggedSecurity

ACCESS = logging.getLogger("shrutik_http.access")


@pytest.fixture(autouse=True)
def nobody_else_sets_them(monkeypatch):
    for name in ("LOG_TO", "LOG_LEVEL", "LOG_FORMAT", "SECURITY_LOG"):
        monkeypatch.delenv(f"SHRUTIK_{name}", raising=False)


@pytest.fixture
def data(tmp_path):
    mark_data_folder(tmp_path)
    return tmp_path


@pytest.fixture
def security():
    logger = logging.getLogger(LOGGER)
    before = logger.handlers[:], logger.propagate, logger.level
    yield LoggedSecurity()
    logger.handlers[:], logger.propagate, logger.level = before


@pytest.mark.parametrize(
    ("chosen", "verbose", "file", "level", "shown"),
    [
        ({}, False, True, "info", "warning"),
        ({}, True, True, "info", "info"),
        ({"log_level": "error"}, False, True, "error", "warning"),
        ({"log_to": "stderr"}, False, False, "info", "info"),
        ({"log_to": "stderr", "log_level": "warning"}, False, False, "warning", "warning"),
        ({"log_to": "stderr", "log_level": "warning"}, True, False, "warning", "info"),
        ({"log_to": "stderr", "log_level": "debug"}, True, False, "debug", "debug"),
    ],
)
def test_what_goes_where(data, chosen, verbose, file, level, shown):
    wish = log_wish(Settings(data=data, **chosen), verbose=verbose)
    assert wish.file == (data / LOG if file else None)
    assert (wish.level.value, wish.shown.value) == (level, shown)


@pytest.mark.parametrize(
    ("chosen", "terminal", "plain"),
    [(None, True, True), (None, False, False), ("json", True, False), ("plain", False, True)],
)
def test_a_person_at_a_terminal_reads_and_a_program_parses(data, monkeypatch, chosen, terminal, plain):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    assert log_wish(Settings(data=data, log_format=chosen)).plain is plain


@pytest.mark.parametrize(
    ("name", "value"),
    [("LOG_TO", "syslog"), ("LOG_LEVEL", "loud"), ("LOG_FORMAT", "xml"), ("LOG_FILE_MB", "0"), ("LOG_KEPT_DAYS", "-1")],
)
def test_what_cannot_be_is_said_at_the_start(monkeypatch, name, value):
    monkeypatch.setenv(f"SHRUTIK_{name}", value)
    with pytest.raises(Invalid, match=f"SHRUTIK_{name}"):
        read_settings()


def test_files_are_put_aside_packed_and_deleted_as_the_settings_say(data, security):
    settings = Settings(data=data, log_file_mb=0.01, log_kept_mb=0.002)
    tell_security(settings, data)
    with logs_of(settings, "api"):
        for number in range(400):
            with under(f"request-{number}"):
                ACCESS.info("request", extra={"status": 200})
                security.note("forbidden", None, "")
    for handler in logging.getLogger(LOGGER).handlers:
        handler.close()
    for name in ("logs/shrutik", "security"):
        kept = [*Path(data).glob(f"{name}-*")]
        assert [one.suffix for one in sorted(kept)][-1] == ".log"
        assert 1 <= len(kept) < 5
        assert sum(one.stat().st_size for one in kept if one.suffix == ".gz") <= 2_000
    newest = list(told_of(settings, data, "request-399"))
    assert sorted(line.event for line in newest) == ["request", "security_event"]
    assert list(told_of(settings, data, "request-0")) == []


def test_a_request_is_found_in_folders_of_other_programs_and_of_proxies(tmp_path):
    api, relay, edge = (tmp_path / name for name in ("api", "relay", "edge"))
    for folder in (api, relay):
        folder.mkdir()
        mark_data_folder(folder)
    with logs_of(Settings(data=api), "api"), under("request-1"):
        ACCESS.info("request")
    (edge / "older").mkdir(parents=True)
    for day in (28, 29):
        (edge / f"shrutik-2026-11-{day}.log").write_text(
            json.dumps({"time": f"2026-11-{day}T00:00:00+00:00", "request_id": "request-1"}) + "\n"
        )
    found = list(told_of(Settings(data=relay), relay, "request-1", [api, edge]))
    assert sorted(line.source for line in found) == ["api", "proxy", "proxy"]
    assert list(told_of(Settings(data=relay), relay, "request-1")) == []


@pytest.mark.parametrize(("process", "may"), [("serve", False), ("api", True), ("worker", True)])
def test_whoever_forks_begins_no_thread(data, process, may):
    settings = Settings(data=data)
    with logs_of(settings, process):
        assert log_wish(settings).may_thread() is may


def test_of_a_folder_that_is_not_claimed_nothing_is_written(tmp_path, capsys):
    with logs_of(Settings(data=tmp_path), "serve"):
        ACCESS.info("request")
    assert not list(tmp_path.iterdir())
    assert "FileNotFoundError" in capsys.readouterr().err


def test_the_stream_of_security_may_go_elsewhere_than_the_other(data, security, capsys):
    settings = Settings(data=data, security_log="stderr")
    tell_security(settings, data)
    with logs_of(settings, "api"):
        security.note("forbidden", None, "")
        ACCESS.info("request")
    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["security_event"]
    assert not (data / SECURITY_LOG).exists()
    assert json.loads((data / LOG).read_text())["event"] == "request"

"""`shrutik doctor` on settings that cannot be read: a report like any other."""

import json

import pytest

from called_command import called
from doctor_scene import only
from shrutik_bootstrap.doctor.checks.a_machine import SettingsCheck
from shrutik_bootstrap.doctor.examining import all_checks, examine
from shrutik_bootstrap.doctor.finding import Colour
from shrutik_bootstrap.settings import read_settings
from shrutik_core.shared.errors import Invalid


def turned_away(*arguments):
    """The lines of a report, by the command; all of them are about the settings."""
    done = called("doctor", *arguments, "--json")
    assert done.returncode == 1
    assert done.stderr.endswith("red: settings. (doctor_found_faults)\n")
    report = json.loads(done.stdout)
    assert {one["check"] for one in report} == {"settings"}
    return report


def test_settings_that_cannot_be_read_are_a_report_too(tmp_path, monkeypatch):
    (missing,) = turned_away("--data", tmp_path / "nowhere")
    assert (missing["colour"], missing["figures"]) == ("red", {"code": "data_folder_missing"})
    monkeypatch.setenv("SHRUTIK_HTTP_THREADS", "0")
    monkeypatch.setenv("SHRUTIK_PORT", "many")
    port, threads = turned_away("--data", tmp_path)
    assert port["detail"].startswith("SHRUTIK_PORT: ")
    assert threads["detail"].startswith("SHRUTIK_HTTP_THREADS: ")
    assert threads["figures"] == {"code": "settings_invalid"}


@pytest.mark.parametrize(
    ("given", "missing"),
    [("SHRUTIK_BACKUP_EVERY_HOURS", "SHRUTIK_BACKUP_TO"), ("SHRUTIK_SMTP_URL", "SHRUTIK_PUBLIC_URL")],
)
def test_a_setting_that_another_needs_is_named_as_missing(monkeypatch, given, missing):
    monkeypatch.setenv(given, "24")
    with pytest.raises(Invalid) as refused:
        read_settings()
    (fault,) = refused.value.errors
    assert fault.field == missing
    assert f"{missing}: with {given} comes {missing}, " in refused.value.detail


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("database_url", "garbage-s3cret"),
        ("database_url", "mysql://u:s3cret@h/x"),
        ("replica_url", "mysql://u:s3cret@h/x"),
        ("redis_url", "http://u:s3cret@h/0"),
        ("blobs_url", "s3+ftp://u:s3cret@h/voices"),
        ("backup_to", "ftp://u:s3cret@h/voices"),
        ("smtp_url", "http://u:s3cret@h"),
    ],
)
def test_addresses_that_cannot_be_read_are_red_and_not_repeated(patient, name, address):
    settings = {name: address, "public_url": "http://voices.invalid"}
    ill = patient(url=address if name == "database_url" else None, **settings)
    found = only(ill, SettingsCheck())
    assert (found.colour, f"SHRUTIK_{name.upper()}" in found.detail) == (Colour.RED, True)
    everything = examine(ill, all_checks())
    assert len({one.name for one in everything}) >= 11
    assert "s3cret" not in f"{everything}"

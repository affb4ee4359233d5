"""`shrutik doctor` where all is well, and in broken scenes: each is red by the check whose business it is."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from called_command import called
from doctor_scene import colours, only
from shrutik_bootstrap.backups import new_backup_key, open_vault
from shrutik_bootstrap.doctor.certificates import LAST_DAYS, SOON_DAYS, certificate_finding
from shrutik_bootstrap.doctor.checks.a_machine import DiskCheck, KeysCheck, SettingsCheck
from shrutik_bootstrap.doctor.checks.b_database import CLOCK_SECONDS, MigrationsCheck, clock_finding
from shrutik_bootstrap.doctor.checks.c_work import WAITING_SECONDS, DeadJobsCheck, QueuesCheck
from shrutik_bootstrap.doctor.checks.e_outside import SmtpCheck
from shrutik_bootstrap.doctor.checks.f_backups import BackupsCheck
from shrutik_bootstrap.doctor.examining import all_checks, examine
from shrutik_bootstrap.doctor.finding import Colour, HealthCheck, green
from shrutik_core.shared.job_kinds import JobKind
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.health import Answering

LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)


def test_where_all_is_well_all_is_green_but_for_backups_that_nobody_set_up(patient):
    found = examine(patient(), all_checks())
    assert [one.name for one in found if one.finding.colour is Colour.RED] == []
    assert [one.name for one in found if one.finding.colour is Colour.YELLOW] in (
        [],
        ["back-ups"],
        ["disk", "back-ups"],
    )
    assert len({one.name for one in found}) >= 11


def test_a_database_that_is_away_is_one_red_line(patient):
    away = patient(url="postgresql://nobody@127.0.0.1:1/none")
    found = {one.name: one.finding.colour for one in examine(away, all_checks())}
    assert [name for name, colour in found.items() if colour is Colour.RED] == ["database"]
    assert found["migrations"] is found["queues"] is Colour.YELLOW


def test_migrations_that_are_pending_are_red(patient, engine):
    with engine.begin() as connection:
        known = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0036'"))
    try:
        found = only(patient(), MigrationsCheck())
        assert (found.colour, found.advice) == (Colour.RED, "run `shrutik db upgrade`")
    finally:
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :known"), {"known": known})


def add_job(engine, status, due):
    columns = "id, kind, subject, due_at, created_at, status, attempts, error"
    values = "gen_random_uuid(), :kind, gen_random_uuid(), :due, :due, :status, 0, ''"
    with engine.begin() as connection:
        row = {"kind": JobKind.SEND_LETTER.value, "due": due, "status": status}
        connection.execute(text(f"INSERT INTO jobs ({columns}) VALUES ({values})"), row)


def test_a_job_that_waits_too_long_is_red_and_a_dead_one_yellow(patient, engine):
    now = datetime.now(UTC)
    add_job(engine, "waiting", now - timedelta(seconds=WAITING_SECONDS - 60))
    assert colours(patient(), QueuesCheck(), DeadJobsCheck()) == [Colour.GREEN, Colour.GREEN]
    add_job(engine, "waiting", now - timedelta(seconds=WAITING_SECONDS + 1))
    add_job(engine, "waiting", now + timedelta(days=1))
    add_job(engine, "dead", now)
    found = only(patient(), QueuesCheck())
    assert (found.colour, found.figures["count"]) == (Colour.RED, 2)
    assert colours(patient(), DeadJobsCheck()) == [Colour.YELLOW]


def test_a_disk_is_judged_by_what_is_free(patient):
    assert only(patient(), DiskCheck(least_bytes=0, least_share=0)).colour is Colour.GREEN
    assert only(patient(), DiskCheck(least_bytes=0, least_share=1)).colour is Colour.YELLOW
    found = only(patient(), DiskCheck(least_bytes=1 << 60))
    assert found.colour is Colour.RED
    assert "make room" in found.advice


@pytest.mark.parametrize(
    ("ahead", "colour"),
    [(0.0, "green"), (CLOCK_SECONDS, "green"), (-CLOCK_SECONDS, "green"), (CLOCK_SECONDS + 0.1, "red"), (-9, "red")],
)
def test_clocks_may_differ_by_so_much(ahead, colour):
    assert clock_finding(Answering(0.001, 150_000, ahead)).colour == colour


@pytest.mark.parametrize(
    ("days", "colour"),
    [(SOON_DAYS, "green"), (SOON_DAYS - 0.1, "yellow"), (LAST_DAYS, "yellow"), (LAST_DAYS - 0.1, "red"), (-1, "red")],
)
def test_certificates_by_the_days_that_are_left(days, colour):
    assert certificate_finding("site", LONG_AGO + timedelta(days=days), LONG_AGO).colour == colour


def test_a_mail_server_that_is_away_is_red_and_its_password_stays_hidden(patient):
    away = patient(smtp_url="smtp://user:secret@127.0.0.1:1", public_url="https://voices.invalid")
    found = only(away, SmtpCheck())
    assert found.colour is Colour.RED
    assert "secret" not in f"{found}"


def test_backups_are_judged_by_the_age_of_the_newest(patient, folder, tmp_path_factory):
    vault = tmp_path_factory.mktemp("vault")
    assert only(patient(), BackupsCheck()).colour is Colour.YELLOW
    assert only(patient(backup_to=str(vault)), BackupsCheck()).colour is Colour.RED, "there is none yet"


def test_back_ups_of_another_key_name_the_setting_for_it(patient, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sealed")
    keys = [folder / "one.key", folder / "other.key"]
    for key in keys:
        new_backup_key(key)
    open_vault(patient(backup_key=keys[0]).settings, str(folder / "vault")).check_key(new=True)
    for key in (None, keys[1]):
        found = only(patient(backup_to=str(folder / "vault"), backup_key=key), BackupsCheck())
        assert (found.colour, found.figures["code"]) == (Colour.RED, "backup_key_wrong")
        assert "SHRUTIK_BACKUP_KEY" in found.advice
        assert "--key" not in f"{found}"


def test_a_setting_that_there_is_not_is_told(patient, monkeypatch):
    monkeypatch.setenv("SHRUTIK_BAKCUP_TO", "x")
    found = only(patient(), SettingsCheck())
    assert (found.colour, found.advice) == (Colour.YELLOW, "did you mean SHRUTIK_BACKUP_TO?")


def test_keys_that_others_may_read_are_red(patient, folder):
    (folder / "keys.json").write_text("{}")
    (folder / "keys.json").chmod(0o644)
    assert only(patient(), KeysCheck()).colour is Colour.RED


def test_keys_are_looked_for_where_the_settings_say(patient, tmp_path_factory):
    shared = tmp_path_factory.mktemp("shared")
    shared.chmod(0o700)
    found = only(patient(keys=shared), KeysCheck())
    assert (found.colour, found.figures["folder"]) == (Colour.YELLOW, str(shared)), "another machine's may be elsewhere"
    (shared / "keys.json").touch(mode=0o600)
    assert only(patient(keys=shared), KeysCheck()).figures["there"] == ["keys.json"]
    assert colours(patient(keys=shared), KeysCheck()) == [Colour.GREEN]
    shared.chmod(0o770)
    assert "chmod 700" in only(patient(keys=shared), KeysCheck()).advice
    missing = only(patient(keys=shared / "none"), KeysCheck())
    assert (missing.colour, missing.figures["code"]) == (Colour.RED, "settings_invalid")


class HangingCheck(HealthCheck):
    """One that never comes back before it is let go."""

    name, seconds = "hanging", 0.2
    let_go = threading.Event()

    def look(self, patient):
        self.let_go.wait()
        yield green(str(patient.folder))


def test_one_that_hangs_is_given_up_and_holds_nobody_up(patient):
    try:
        found = examine(patient(), [HangingCheck(), DiskCheck(0, 0)])
        assert [one.finding.colour for one in found] == [Colour.RED, Colour.GREEN]
        assert "no answer within 0.2 s" in found[0].finding.detail
    finally:
        HangingCheck.let_go.set()


def test_the_command_says_a_line_for_each_and_fails_if_one_is_red(tmp_path):
    data = tmp_path / "data"
    server = EmbeddedPostgres(data)
    try:
        assert called("db", "upgrade", "--data", data).returncode == 0
        assert called("keys", "rotate", "--data", data).returncode == 0
        server.start()
        well = called("doctor", "--data", data)
        assert (well.returncode, well.stderr) == (0, "")
        assert {line.split()[0] for line in well.stdout.splitlines()} <= {"green", "yellow"}
        backups = called("backup", "create", "--data", data, "--to", tmp_path / "vault", "--json")
        assert backups.returncode == 0, backups.stderr
        (data / "release.key").chmod(0o644)
        ill = called("doctor", "--data", data, "--json")
        assert ill.returncode == 1
        assert "red: keys. (doctor_found_faults)" in ill.stderr
        told = {one["check"]: one for one in json.loads(ill.stdout)}
        assert (told["keys"]["colour"], told["keys"]["figures"]["code"]) == ("red", "keys_exposed")
    finally:
        server.remove()

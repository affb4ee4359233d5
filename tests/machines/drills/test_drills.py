"""Drills: the cause of each alert is made on a live installation, it fires and is mailed; taken away, that ends.

Limits are those that are shipped. Time goes faster: Prometheus asks and looks every second, `[5m]` and `[10m]` are 8
seconds, `for:` is two, 15 minutes ago are 24 seconds ago, and what takes hours to grow old is made old in the database.
"""

import re
import time

import pytest

from asked_metrics import ALERTS
from drilled_site import again_and_again, locked, wait_until_quiet
from served_voices import TEXT, again, babble_wav, chunked, upload
from servers.process import wait_for

SOON = 120
LOOK = 180
"""Parts beside the database are looked at every minute."""
SUMS = 300
"""Sums over collections are made every two minutes."""
NAMES = {alert["alert"] for alert in ALERTS}
SAID_BY_THEIR_CAUSE = {"ShrutikQueueOld", "ShrutikReleasesOld", "ShrutikSlow"}
"""Alertmanager leaves these out while what causes them fires."""


def nothing():
    """What is to be done if the cause is there already, or goes by itself."""


class Drill:
    """Waits for alerts, and keeps how long that took."""

    def __init__(self, site, table):
        self.site, self.table, self.began = site, table, {}

    def fire(self, make, *names, within=SOON):
        """An alert must not fire before its cause is made, if it is made here."""
        assert make is nothing or not self.site.watch.firing() & set(names)
        make()
        begun = time.monotonic()
        for name in names:
            wait_for(lambda name=name: name in self.site.watch.firing(), within, name)
            self.began[name] = time.monotonic() - begun

    def end(self, take_away, *names, within=SOON):
        take_away()
        begun = time.monotonic()
        for name in names:
            wait_for(lambda name=name: name not in self.site.watch.firing(), within, f"the end of {name}")
            self.table.append((name, f"{self.began[name]:.0f}", f"{time.monotonic() - begun:.0f}"))


@pytest.fixture
def drill(site, table):
    return Drill(site, table)


def test_clips_are_decided_before_anything_is_broken(site):
    speaker = site.people["speaker"]
    chunked(speaker, upload(speaker, babble_wav(8)))
    for name in ("one", "two"):
        lent = site.people[name].post("/tasks", json={"collection": "bn-read", "count": 10}).json()["items"]
        texts = [{"task_id": task["id"], "text": TEXT} for task in lent]
        assert site.people[name].post("/transcriptions", json={"items": texts}).status_code == 201
    wait_for(lambda: "ShrutikWatched" in site.watch.firing(), SOON)


def test_a_replica_that_is_away_and_no_back_up(site, drill):
    drill.fire(nothing, "ShrutikBackupOld", within=LOOK)
    drill.fire(site.replica.kill, "ShrutikReplicaBehind", within=LOOK)

    def mend():
        site.replica.start()
        site.run("backup", "create")

    drill.end(mend, "ShrutikReplicaBehind", "ShrutikBackupOld", within=LOOK)


def test_back_ups_that_nobody_measures(site, drill):
    relay = site.programs["relay"]
    wait_for(lambda: site.watch.ask("shrutik_backup_age_seconds"), LOOK, "the age of the newest back-up")
    wait_until_quiet(site, "ShrutikBackupOld")

    def forget():
        relay.stop()
        site.sql("DELETE FROM readings WHERE metric LIKE '%backup_age_seconds'")

    drill.fire(forget, "ShrutikNoBackups")
    drill.end(relay.start, "ShrutikNoBackups", within=LOOK)


def test_a_program_that_is_killed(site, drill):
    relay = site.programs["relay"]
    drill.fire(relay.kill, "ShrutikDown")
    drill.end(relay.start, "ShrutikDown")


def test_a_database_that_is_away(site, drill):
    def ask():
        site.people["one"].get("/me")

    with again_and_again(ask):
        drill.fire(site.primary.kill, "ShrutikFails")
        drill.end(site.primary.start, "ShrutikFails")
    wait_until_quiet(site)


def test_a_database_that_waits_for_locks(site, drill):
    def take():
        site.people["two"].post("/tasks", json={"collection": "bn-read", "count": 1})

    with again_and_again(take, threads=12):
        with locked(site.primary, "chunks"):
            drill.fire(nothing, "ShrutikSlow", "ShrutikDatabaseSlow", within=SOON)
        drill.end(nothing, "ShrutikSlow", "ShrutikDatabaseSlow")


def test_nobody_who_does_jobs(site, drill):
    worker, speaker = site.programs["worker"], site.people["speaker"]
    wait_until_quiet(site)
    drill.fire(worker.stop, "ShrutikNoWorkers")
    again(speaker, babble_wav(4, 3), "waits")
    wish = {"name": "read", "collections": ["bn-read"], "formats": ["csv"]}
    assert site.people["admin"].post("/releases", json=wish).status_code == 202

    def grow_old():
        site.becomes_old("jobs", "due_at", "status = 'waiting'", 10_000)

    drill.fire(grow_old, "ShrutikQueueOld", "ShrutikReleasesOld")
    drill.end(worker.start, "ShrutikNoWorkers", "ShrutikQueueOld", "ShrutikReleasesOld", within=SOON)


def test_a_job_that_cannot_be_done(site, drill):
    worker, speaker = site.programs["worker"], site.people["speaker"]
    wait_until_quiet(site)
    worker.stop()
    before = blobs(site)
    recording = again(speaker, babble_wav(4, 5), "lost")
    kept = {path: path.read_bytes() for path in blobs(site) - before}
    for path in kept:
        path.unlink()
    drill.fire(worker.start, "ShrutikDeadJobs")
    for path, held in kept.items():
        path.write_bytes(held)
    drill.end(lambda: site.run("jobs", "retry", "--all-dead"), "ShrutikDeadJobs")
    wait_for(lambda: speaker.get(f"/recordings/{recording}").json()["status"] == "chunked", SOON, "its clips")


def blobs(site):
    return {path for path in (site.settings["data"] / "blobs").rglob("*") if path.is_file()}


def test_a_schedule_that_nobody_keeps(site, drill):
    relay = site.programs["relay"]
    wait_for(lambda: site.watch.ask("shrutik_collections_measured_seconds"), SUMS, "sums over collections")

    def stand_still():
        relay.stop()
        site.becomes_old("readings", "read_at", "true", 1_000)

    drill.fire(stand_still, "ShrutikScheduleStands")
    drill.end(relay.start, "ShrutikScheduleStands", within=SUMS)


def test_somebody_who_guesses_passwords(site, drill):
    """The last of all: nobody logs in from this address for a while afterwards."""
    wait_until_quiet(site)
    wrong = {"email": "two@example.org", "password": "a wrong password"}

    def guess():
        with site.client() as stranger:
            stranger.post("/auth/login", json=wrong)

    with again_and_again(guess):
        drill.fire(nothing, "ShrutikPeopleTurnedAway")
    drill.end(nothing, "ShrutikPeopleTurnedAway")


def test_each_was_mailed_and_so_was_its_end(site):
    wait_until_quiet(site)

    def said(word):
        letters = [mail.get_body(["plain"]).get_content() for mail in site.box.taken]
        return {name for text in letters for name in re.findall(rf"{word} (\w+) since", text)}

    wanted = NAMES - SAID_BY_THEIR_CAUSE
    wait_for(lambda: wanted <= said("FIRING"), SOON, "letters")
    wait_for(lambda: wanted - {"ShrutikWatched"} <= said("OVER"), SOON, "letters of an end")
    assert "ShrutikWatched" not in said("OVER")


def test_no_alert_is_without_a_drill(table):
    assert {name for name, *_ in table} == NAMES - {"ShrutikWatched"}

"""Alertmanager with the configuration that is shipped: what fires comes as a letter, and its end as another."""

import subprocess
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from asked_metrics import ALERTS, DEPLOY
from servers.process import program, running
from servers.prometheus import alertmanager
from serving_program import wait_for
from smtp_server import Box, smtp_servers

FOLDER = DEPLOY / "alertmanager"
ON_CALL, OPERATORS = "on-call@example.org", "operators@example.org"
BY_NAME = {alert["alert"]: alert for alert in ALERTS}


@pytest.fixture
def post(tmp_path):
    """Where letters arrive, and what tells Alertmanager of alerts as Prometheus does."""
    box = Box()
    with smtp_servers() as start:
        server, address = alertmanager(tmp_path / "alertmanager", start(box))

        def tell(*names, over=False, **labels):
            begun = datetime.now(UTC)
            ended = begun if over else begun + timedelta(minutes=10)
            alerts = [
                {
                    "labels": {"alertname": name, "installation": "production", **BY_NAME[name]["labels"], **labels},
                    "annotations": {"summary": f"{name}!", "runbook": BY_NAME[name]["annotations"]["runbook"]},
                    "startsAt": begun.isoformat(),
                    "endsAt": ended.isoformat(),
                }
                for name in names
            ]
            assert httpx.post(f"http://{address}/api/v2/alerts", json=alerts, timeout=10).status_code == 200

        with running(server):
            yield box, tell


def letters(box, address, number):
    return wait_for(lambda: found if len(found := box.letters_to(address)) >= number else None, 20)


def subjects(box):
    return [mail["Subject"] for mail in box.taken]


def test_alertmanager_reads_it():
    done = subprocess.run(
        [program("amtool", "prometheus-alertmanager"), "check-config", FOLDER / "alertmanager.yml"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_alert_is_a_letter_and_its_end_another(post):
    box, tell = post
    tell("ShrutikDown", instance="api-1:8000")
    (fired,) = letters(box, ON_CALL, 1)
    assert "FIRING ShrutikDown since" in fired
    assert "ShrutikDown!" in fired
    assert "https://shrutik.example.org/source/docs/how-to/runbook.md#a-program-does-not-answer" in fired
    tell("ShrutikDown", instance="api-1:8000", over=True)
    (_, ended) = letters(box, ON_CALL, 2)
    assert "OVER ShrutikDown since" in ended
    assert subjects(box) == ["[Shrutik] page: 1 firing, ShrutikDown", "[Shrutik] over, ShrutikDown"]
    assert box.letters_to(OPERATORS) == []


def test_what_fires_together_is_one_letter_and_its_own_consequences_are_left_out(post):
    box, tell = post
    tell("ShrutikNoWorkers", "ShrutikQueueOld", queue="chunking")
    tell("ShrutikQueueOld", queue="mail")
    (fired,) = letters(box, ON_CALL, 1)
    assert fired.count("FIRING") == 2
    assert fired.count("FIRING ShrutikQueueOld") == fired.count("FIRING ShrutikNoWorkers") == 1


def test_tickets_go_to_those_who_work_by_day_and_slow_answers_of_a_slow_database_are_not_told(post):
    box, tell = post
    tell("ShrutikDatabaseSlow", "ShrutikSlow", "ShrutikBackupOld")
    (ticket,), (page,) = letters(box, OPERATORS, 1), letters(box, ON_CALL, 1)
    assert ticket.count("FIRING") == ticket.count("FIRING ShrutikDatabaseSlow") == 1
    assert "FIRING ShrutikBackupOld" in page


def test_a_sign_of_life_comes_without_an_end(post):
    box, tell = post
    tell("ShrutikWatched")
    letters(box, OPERATORS, 1)
    assert subjects(box) == ["[Shrutik] Alerts are looked at"]

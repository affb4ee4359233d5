"""The bell rings when a commit leaves jobs to be sent, and comes back after a lost connection."""

import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import URL, Engine, text

from shrutik_core.ports.news import EVERYBODY, News
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.testing.builders import a_contributor, a_job, a_speaker, an_instant
from shrutik_core.testing.scenes import keep
from shrutik_core.testing.webhook_builders import a_delivery, a_happening, a_webhook
from shrutik_postgres.job_listener import CHANNEL, JobListener

LONG = 20.0


@pytest.fixture
def job_listener(postgres_url: URL) -> Iterator[JobListener]:
    """A bell that listens."""
    job_listener = JobListener(postgres_url)
    assert job_listener.wait(0)
    yield job_listener
    job_listener.close()


def test_it_is_silent_while_nothing_happens(job_listener: JobListener) -> None:
    started = time.monotonic()
    assert not job_listener.wait(0.2)
    assert time.monotonic() - started >= 0.15


def test_it_rings_at_a_commit(job_listener: JobListener, units_of_work: UnitsOfWork) -> None:
    timer = threading.Timer(0.2, lambda: keep(units_of_work, a_job()))
    timer.start()
    started = time.monotonic()
    assert job_listener.wait(LONG)
    assert time.monotonic() - started < LONG / 2
    timer.join()


def test_it_rings_for_a_job_that_waits_again(job_listener: JobListener, units_of_work: UnitsOfWork) -> None:
    running = a_job().start(an_instant(5))
    keep(units_of_work, running)
    job_listener.wait(0.1)
    with units_of_work() as work:
        work.jobs.save(running.lose(an_instant(6), alone=False))
        work.commit()
    assert job_listener.wait(LONG)


def test_it_is_silent_about_what_was_undone_or_needs_no_sending(
    job_listener: JobListener, units_of_work: UnitsOfWork
) -> None:
    with units_of_work() as work:
        work.jobs.add(a_job())
    keep(units_of_work, a_job(2, sent_at=an_instant(3)))
    assert not job_listener.wait(0.2)


def test_what_rang_between_two_waits_is_heard(job_listener: JobListener, units_of_work: UnitsOfWork) -> None:
    keep(units_of_work, a_job())
    assert job_listener.wait(LONG)


def test_a_lost_connection_is_waited_out_and_made_again(
    job_listener: JobListener, engine: Engine, units_of_work: UnitsOfWork
) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shrutik job listener'"
            )
        )
    assert not job_listener.wait(0.1)
    assert job_listener.wait(0.1), "what was missed meanwhile must be looked for"
    keep(units_of_work, a_job())
    assert job_listener.wait(LONG)


def test_where_there_is_no_database_it_waits_out_the_time() -> None:
    pauses: list[float] = []
    job_listener = JobListener("postgresql://nobody@127.0.0.1:1/nothing", pause=pauses.append)
    assert not job_listener.wait(3.0)
    assert 2.0 < pauses[0] <= 3.0
    job_listener.close()


def heard(job_listener: JobListener) -> frozenset[News]:
    """Whom all that comes in a while concerns."""
    found: frozenset[News] = frozenset()
    while news := job_listener.wait(0.2):
        found |= news
    return found


@pytest.mark.parametrize("kind", JobKind)
def test_each_wakes_for_jobs_of_its_own(job_listener: JobListener, units_of_work: UnitsOfWork, kind: JobKind) -> None:
    own = {News.DECIDE} if kind is JobKind.DECIDE_CHUNK else {News.SEND}
    keep(units_of_work, a_job(1, kind=kind))
    assert heard(job_listener) == own
    for save in ("save", "save_all"):
        with units_of_work() as work:
            getattr(work.jobs, save)(a_job(1, kind=kind) if save == "save" else [a_job(1, kind=kind)])
            work.commit()
        assert heard(job_listener) == own


def test_jobs_of_both_are_told_of_at_once(job_listener: JobListener, units_of_work: UnitsOfWork) -> None:
    with units_of_work() as work:
        work.jobs.add_all([a_job(1, kind=JobKind.DECIDE_CHUNK), a_job(2, kind=JobKind.SEND_LETTER)])
        work.commit()
    assert heard(job_listener) == {News.DECIDE, News.SEND}


def test_deliveries_wake_those_who_tell_and_only_while_one_is_due(
    job_listener: JobListener, units_of_work: UnitsOfWork
) -> None:
    keep(units_of_work, a_speaker(1), a_contributor(1), a_webhook(1))
    with units_of_work() as work:
        work.deliveries.announce([a_happening(1)])
        work.commit()
    assert heard(job_listener) == {News.TELL}
    failed = a_delivery(1).begin(an_instant(5)).fail(an_instant(6), "It answered 500.", 0.5)
    for delivery, news in ((failed, set()), (failed.end(an_instant(7), "No."), set())):
        with units_of_work() as work:
            work.deliveries.save(delivery)
            work.commit()
        assert heard(job_listener) == news
    with units_of_work() as work:
        work.deliveries.save(failed.end(an_instant(7), "No.").resend(an_instant(8)))
        work.commit()
    assert heard(job_listener) == {News.TELL}


@pytest.mark.parametrize("payload", ["", "of_another_version"])
def test_what_another_version_says_may_concern_everybody(
    job_listener: JobListener, engine: Engine, payload: str
) -> None:
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": payload})
    assert heard(job_listener) == EVERYBODY

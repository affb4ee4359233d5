"""The decider: it decides what there is, rests when there is nothing, and outlives what goes wrong."""

import threading
import time

import pytest

from shrutik_core.shared.errors import Unavailable
from shrutik_worker import decider
from shrutik_worker.decider import GATHERING, LONGEST_GATHERING, Decider, gathering

PATIENCE = 5.0


class Due:
    """What is due: each call takes the next of what is planned, and says so."""

    def __init__(self, *planned):
        self.planned, self.asked, self.done = list(planned), [], threading.Event()

    def __call__(self, most):
        self.asked.append((most, time.monotonic()))
        if not self.planned:
            self.done.set()
            return 0
        step = self.planned.pop(0)
        if isinstance(step, BaseException):
            raise step
        return step


@pytest.fixture
def started():
    threads = []

    def start(due):
        thread = Decider(due)
        threads.append(thread)
        thread.start()
        return thread

    yield start
    for thread in threads:
        thread.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_while_a_batch_is_full_there_is_no_rest(started, monkeypatch):
    monkeypatch.setattr(decider, "_POLL", 60.0)
    due = Due(200, 200, 200)
    started(due)
    assert due.done.wait(PATIENCE)
    assert [most for most, _ in due.asked] == [200] * 4


def test_it_looks_by_itself_and_at_once_when_it_is_told(started, monkeypatch):
    monkeypatch.setattr(decider, "_POLL", 0.05)
    due = Due(3)
    started(due)
    assert due.done.wait(PATIENCE)
    monkeypatch.setattr(decider, "_POLL", 60.0)
    time.sleep(0.2)
    due.done.clear()
    thread = started(Due())
    time.sleep(0.1)
    before = len(thread._decide_due.asked)
    thread.ring()
    deadline = time.monotonic() + PATIENCE
    while len(thread._decide_due.asked) == before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(thread._decide_due.asked) == before + 1


def test_a_database_that_does_not_answer_is_asked_for_less_and_then_for_more_again(started, monkeypatch):
    monkeypatch.setattr(decider, "_POLL", 0.01)
    away = Unavailable("database_unavailable", "Away.")
    due = Due(away, away, 50, 1, away, 5)
    started(due)
    assert due.done.wait(PATIENCE)
    assert [most for most, _ in due.asked[:7]] == [200, 100, 50, 100, 200, 100, 200]


def test_it_is_asked_for_one_at_least_and_never_more_than_after_the_longest_pause(started, monkeypatch):
    monkeypatch.setattr(decider, "_POLL", 0.001)
    monkeypatch.setattr(decider, "_LONGEST_PAUSE", 0.01)
    due = Due(*[Unavailable("try_again", "Again.")] * 12)
    started(due)
    assert due.done.wait(PATIENCE)
    assert [most for most, _ in due.asked[:12]] == [200, 100, 50, 25, 12, 6, 3, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("took", "rest"),
    [
        (0.0, GATHERING),
        (GATHERING / 4, GATHERING),
        (0.1, 0.4),
        (LONGEST_GATHERING / 4, LONGEST_GATHERING),
        (60.0, LONGEST_GATHERING),
    ],
)
def test_texts_gather_for_longer_after_a_long_round(took, rest):
    assert gathering(took) == pytest.approx(rest)


def test_a_fault_of_the_program_is_logged_and_not_the_end(started, monkeypatch, caplog):
    monkeypatch.setattr(decider, "_POLL", 0.01)
    due = Due(ValueError("oops"), KeyError("oops"), 3)
    started(due)
    assert due.done.wait(PATIENCE)
    assert [record.message for record in caplog.records] == ["decision_failed"] * 2

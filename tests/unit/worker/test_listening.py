"""Listening: news wake those whom they concern, and nobody else."""

import threading

from shrutik_core.ports.news import News
from shrutik_worker.listening import Listening
from shrutik_worker.relay import Relay

PATIENCE = 5.0


def test_each_is_woken_by_what_is_its_own():
    told = iter([{News.SEND}, set(), {News.TELL, News.DECIDE}, {News.TELL}])
    rung, over = [], threading.Event()

    def wait(_):
        news = next(told, None)
        if news is None:
            over.set()
            thread.stop()
        return news or set()

    thread = Listening(wait, {news: lambda one=news: rung.append(one) for news in (News.TELL, News.SEND)})
    thread.start()
    assert over.wait(PATIENCE)
    thread.join(PATIENCE)
    assert rung == [News.SEND, News.TELL, News.TELL]


def test_a_relay_looks_when_it_is_rung(monkeypatch):
    monkeypatch.setattr("shrutik_worker.relay._POLL", 60.0)
    looked = threading.Semaphore(0)
    relay = Relay(lambda: looked.release() or 0)
    relay.start()
    assert looked.acquire(timeout=PATIENCE)
    relay.ring()
    assert looked.acquire(timeout=PATIENCE)
    relay.stop()
    relay.join(PATIENCE)
    assert not relay.is_alive()

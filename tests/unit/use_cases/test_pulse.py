"""The pulse is kept minute by minute, by one process for all, and by each API process for its own requests."""

import threading

import pytest

from shrutik_bootstrap.tallied_metrics import TalliedMetrics, kept_now_and_then
from shrutik_core.metrics.catalogue import HTTP_REQUESTS, HTTP_SECONDS
from shrutik_core.metrics.pulse import KEPT, SLOT, PulseSlot, slot_at
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Refused, Unavailable
from shrutik_core.testing.contracts.metrics import MetricsContract, figures
from shrutik_core.use_cases.oversight.keep_pulse import KeepRequests
from shrutik_memory.clock import MemoryClock
from shrutik_memory.metrics import MemoryMetrics
from use_cases_scene import PlatformScene, tone_wav

CHUNKING = {"maximum": 3.0, "target": 1.5, "preferred_maximum": 2.5, "preferred_minimum": 1.0}


class TestTalliedMetrics(MetricsContract):
    @pytest.fixture
    def metrics(self):
        return TalliedMetrics(MemoryMetrics(), MemoryClock())


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection(consensus={"fewest": 2, "accept_confidence": 0.0}, chunking=CHUNKING)
    return made


def newest(scene):
    points, _ = scene.platform.read_pulse()(scene.admin, 1)
    return points[-1]


def asked(tally, *statuses, route="/api/v1/me"):
    for status in statuses:
        tally.count(HTTP_REQUESTS, "GET", route, status)


def test_what_waits_and_what_was_decided_is_kept(scene):
    made = scene.upload(scene.speaker(), tone_wav(12.0))
    scene.platform.keep_pulse()()
    assert newest(scene).waiting == 1
    scene.installation.work()
    for name in ("one", "two"):
        person = scene.person(name)
        for lent in scene.take(person):
            scene.say(person, lent, "আমি গান গাই")
    assert scene.platform.decide_due()() == len(scene.chunks(made))
    for _ in range(2):
        scene.platform.keep_pulse()()
    assert newest(scene).decided == len(scene.chunks(made))
    assert newest(scene).waiting >= 1


def test_what_was_decided_after_the_last_look_at_a_slot_is_kept_in_it(scene):
    clock = scene.installation.clock
    scene.recording = scene.upload(scene.speaker(), tone_wav(12.0))
    scene.installation.work()
    for name in ("one", "two"):
        person = scene.person(name)
        for lent in scene.take(person):
            scene.say(person, lent, "আমি গান গাই")
    scene.platform.keep_pulse()()
    decided = scene.platform.decide_due()()
    begins = slot_at(clock.now())
    clock.advance(SLOT)
    scene.platform.keep_pulse()()
    with scene.platform.units_of_work()() as uow:
        found = {one.begins: one.decided for one in uow.pulses.since(begins)}
    assert found == {begins: decided, begins + SLOT: 0}


def test_what_is_older_than_a_month_is_forgotten(scene):
    scene.platform.keep_pulse()()
    began = slot_at(scene.installation.clock.now())
    scene.installation.clock.advance(KEPT + 2 * SLOT)
    scene.platform.keep_pulse()()
    with scene.platform.units_of_work()() as uow:
        assert began not in {one.begins for one in uow.pulses.since(began - KEPT)}


def test_only_admins_see_it(scene):
    for role in set(Role) - {Role.ADMIN}:
        with pytest.raises(Refused):
            scene.platform.read_pulse()(scene.person(role.value, role), 1)


def test_requests_of_the_api_are_tallied_and_kept(scene):
    tally = TalliedMetrics(MemoryMetrics(), scene.installation.clock)
    asked(tally, "200", "404", "503")
    asked(tally, "200", route="/metrics")
    tally.note(HTTP_SECONDS, 0.1, "GET", "/api/v1/me")
    KeepRequests(scene.platform.units_of_work(), tally)()
    KeepRequests(scene.platform.units_of_work(), tally)()
    assert (newest(scene).requests, newest(scene).failed) == (3, 1)
    labels = frozenset({("method", "GET"), ("route", "/metrics"), ("status", "200")})
    assert figures(tally.exposition())["shrutik_http_requests_total", labels] == 1


def test_what_could_not_be_kept_is_kept_the_next_time_in_its_own_slot(scene):
    clock = scene.installation.clock
    tally = TalliedMetrics(MemoryMetrics(), clock)
    begins = slot_at(clock.now())
    asked(tally, "503")

    def away():
        raise Unavailable("database_unavailable", "It does not answer.")

    with pytest.raises(Unavailable):
        KeepRequests(away, tally)()
    clock.advance(SLOT)
    asked(tally, "200")
    assert tally.take() == (PulseSlot(begins, 1, 1), PulseSlot(begins + SLOT, 1, 0))
    tally.give_back((PulseSlot(begins, 1, 1),))
    clock.advance(KEPT)
    tally.give_back((PulseSlot(begins, 1, 1),))
    assert tally.take() == (PulseSlot(begins, 1, 1),)


def test_it_is_kept_again_and_again_and_at_the_end():
    calls, often = [], threading.Event()

    def keep():
        calls.append(1)
        if len(calls) == 2:
            raise Unavailable("database_unavailable", "It does not answer.")
        if len(calls) == 4:
            often.set()

    with kept_now_and_then(keep, every=0.01):
        assert often.wait(5)
        before = len(calls)
    assert len(calls) > before

"""What gauges show: counted now, or kept by one process for all, and never older than it looks."""

import math
from datetime import timedelta

import pytest

from shrutik_core.metrics.catalogue import BACKUP_AGE, CHUNKS, LEASES, MEASURED, QUEUE_JOBS, REPLICA_LAG
from shrutik_core.shared.errors import Unavailable
from shrutik_core.use_cases.oversight.read_gauges import MeasurePart
from use_cases_scene import PlatformScene

DAY = timedelta(days=1)


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def shown(scene):
    return {(one.metric, one.values): one.value for one in scene.platform.read_gauges()()}


def measure(scene, metric, look):
    MeasurePart(scene.platform.units_of_work(), scene.installation.clock, metric, look)()


def test_what_waits_is_counted_now(scene):
    found = shown(scene)
    assert found[QUEUE_JOBS, ("mail", "waiting")] == found[LEASES, ()] == 0
    assert (MEASURED, ()) not in found


def test_sums_are_kept_and_say_how_old_they_are(scene):
    scene.upload(scene.speaker())
    scene.installation.work()
    assert scene.platform.measure_collections()() > 0
    scene.installation.clock.advance(timedelta(seconds=90))
    found = shown(scene)
    assert found[MEASURED, ()] == 90
    assert sum(value for (metric, _), value in found.items() if metric is CHUNKS) > 0


def test_a_back_up_grows_older_also_if_nobody_can_look_any_more(scene):
    measure(scene, BACKUP_AGE, lambda: 60.0)
    scene.installation.clock.advance(3 * DAY)

    def away():
        raise Unavailable("blob_store_unavailable", "It does not answer.")

    with pytest.raises(Unavailable):
        measure(scene, BACKUP_AGE, away)
    assert shown(scene)[BACKUP_AGE, ()] == 60 + 3 * DAY.total_seconds()


@pytest.mark.parametrize("lag", [0.0, 12.5, math.inf])
def test_how_far_a_replica_is_behind_is_what_was_seen_last(scene, lag):
    measure(scene, REPLICA_LAG, lambda: 3.0)
    measure(scene, REPLICA_LAG, lambda: lag)
    scene.installation.clock.advance(DAY)
    assert shown(scene)[REPLICA_LAG, ()] == lag

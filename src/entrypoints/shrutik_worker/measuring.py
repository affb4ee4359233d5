"""What is measured now and then, by one process for all, for whoever watches the installation."""

from functools import partial

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.installation import Installation
from shrutik_core.use_cases.oversight.read_gauges import MeasurePart
from shrutik_worker.schedule import PeriodicTask

COLLECTIONS_SECONDS = 120.0
"""Between two sums over all collections."""
PARTS_SECONDS = 60.0
"""Between two looks at parts beside the database."""


def measuring_tasks(one: Installation) -> tuple[PeriodicTask, ...]:
    """Sums over collections, and looks at parts if the settings name any."""
    platform, settings = one.platform, one.settings
    collections = PeriodicTask("measure collections", COLLECTIONS_SECONDS, platform.measure_collections())
    if not (settings.replica_url or settings.backup_to):
        return (collections,)
    looks = load("shrutik_bootstrap.measured_parts", "releases").measured_parts(settings, one.engine.url)
    measure = partial(MeasurePart, platform.units_of_work(), platform.clock())
    # Each by itself: one that does not answer keeps no other from being looked at.
    parts = (PeriodicTask(f"measure {one.name}", PARTS_SECONDS, measure(one, look)) for one, look in looks.items())
    return (collections, *parts)

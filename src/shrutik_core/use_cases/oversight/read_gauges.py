"""Read gauges for whoever watches the installation, and make those now and then that take longer."""

from collections.abc import Callable
from datetime import timedelta

import attrs

from shrutik_core.metrics.catalogue import BACKUP_AGE, MEASURED, OF_COLLECTIONS, WEBHOOKS_OLDEST, WEBHOOKS_WAITING
from shrutik_core.metrics.metric import GaugeReading, Metric
from shrutik_core.metrics.queues import queue_readings
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork

LATELY = timedelta(hours=24)


@attrs.frozen
class ReadGauges:
    """What gauges show now; asked by programs of the operator, not by people."""

    units_of_work: UnitsOfWork
    clock: Clock

    def __call__(self) -> tuple[GaugeReading, ...]:
        """All readings, those that were kept among them.

        Raises:
            Unavailable: if the database does not answer.
        """
        with self.units_of_work() as uow:
            now = self.clock.now()
            backlogs, leased = uow.readings.backlogs(now), uow.readings.leased(now)
            live = queue_readings(backlogs, uow.heartbeats.all(), leased)
            kept, backlog = uow.readings.kept(), uow.deliveries.backlog(now)
        made = [at for one, at in kept if one.metric in OF_COLLECTIONS]
        age = [GaugeReading(MEASURED, (), max(0.0, (now - max(made)).total_seconds()))] if made else []
        told = [GaugeReading(WEBHOOKS_WAITING, (), backlog.waiting), GaugeReading(WEBHOOKS_OLDEST, (), backlog.oldest)]
        return (*live, *told, *(_grown(one, now - at) for one, at in kept), *age)


def _grown(reading: GaugeReading, since: timedelta) -> GaugeReading:
    """An age goes on growing after it was read, also if nobody can look any more."""
    if reading.metric is not BACKUP_AGE:
        return reading
    return attrs.evolve(reading, value=reading.value + since.total_seconds())


@attrs.frozen
class MeasureCollections:
    """Sums over all collections, made by one process for all and kept.

    Attributes:
        units_of_work: in which they are kept.
        reading: in which they are made, which may be a replica's.
    """

    units_of_work: UnitsOfWork
    reading: UnitsOfWork
    clock: Clock

    def __call__(self) -> int:
        """Make and keep them; how many readings.

        Raises:
            Unavailable: if the database does not answer, or takes too long.
        """
        now = self.clock.now()
        with self.reading() as uow:
            readings = uow.readings.amounts(now - LATELY).readings()
        with self.units_of_work() as uow:
            uow.readings.keep(OF_COLLECTIONS, readings, now)
            uow.commit()
        return len(readings)


@attrs.frozen
class MeasurePart:
    """A figure of a part beside the database, such as back-ups, which one process looks at for all and keeps.

    Attributes:
        units_of_work: in which it is kept.
        clock: the present.
        metric: a gauge without labels.
        look: looks at the part.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    metric: Metric
    look: Callable[[], float]

    def __call__(self) -> None:
        """Look and keep.

        Raises:
            Unavailable: if the part or the database does not answer; what was kept before stays.
        """
        found = GaugeReading(self.metric, (), self.look())
        with self.units_of_work() as uow:
            uow.readings.keep((self.metric,), (found,), self.clock.now())
            uow.commit()

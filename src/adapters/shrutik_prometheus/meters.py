"""`Meters` over files of the processes of one machine, added up when they are read."""

import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from shrutik_core.meters.catalogue import BY_NAME
from shrutik_core.meters.meter import Meter, MeterKind, Reading
from shrutik_prometheus.slots import Slots

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


class PrometheusMeters:
    """`Meters` that outlive their processes, as each goes on with the file of one before it.

    The client keeps its files where a variable of the environment says, so there is one of these in a process, made
    before it counts anything and before it forks.

    Args:
        folder: of the files; processes of one machine share it.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        os.environ[_FOLDER] = str(folder)
        values.ValueClass = values.MultiProcessValue(Slots(folder).mine)  # type: ignore[no-untyped-call]  # it is not typed
        self._lock = threading.Lock()
        self._counters: dict[str, Counter] = {}
        self._histograms: dict[str, Histogram] = {}
        self._children: dict[Meter, dict[tuple[str, ...], Counter | Histogram]] = {}

    def count(self, meter: Meter, *values: str, by: float = 1.0) -> None:
        """See `Meters.count`."""
        child = self._child(meter, values)
        if isinstance(child, Counter):
            child.inc(by)

    def note(self, meter: Meter, value: float, *values: str) -> None:
        """See `Meters.note`."""
        child = self._child(meter, values)
        if isinstance(child, Histogram):
            child.observe(value)

    def exposition(self, readings: Iterable[Reading] = ()) -> bytes:
        """See `Meters.exposition`."""
        registry = CollectorRegistry()
        every = MultiProcessCollector(None, path=str(self._folder))  # type: ignore[no-untyped-call]  # likewise
        registry.register(_Known(every))
        registry.register(_Read(tuple(readings)))
        return generate_latest(registry)

    def _child(self, meter: Meter, values: tuple[str, ...]) -> Counter | Histogram:
        known = self._children.get(meter, {})
        found = known.get(values)
        return self._made(meter, values) if found is None else found

    def _made(self, meter: Meter, values: tuple[str, ...]) -> Counter | Histogram:
        with self._lock:
            known = self._children.setdefault(meter, {})
            kept = meter.kept(values, known)
            if kept not in known:
                parent = self._parent(meter)
                known[kept] = parent.labels(*kept) if kept else parent
            return known[kept]

    def _parent(self, meter: Meter) -> Counter | Histogram:
        if meter.kind is MeterKind.COUNTER:
            if meter.name not in self._counters:
                self._counters[meter.name] = Counter(meter.name, meter.help, meter.labels, registry=None)
            return self._counters[meter.name]
        if meter.name not in self._histograms:
            made = Histogram(meter.name, meter.help, meter.labels, registry=None, buckets=meter.bounds)
            self._histograms[meter.name] = made
        return self._histograms[meter.name]


class _Known:
    """What the files hold, without meters of an older version."""

    def __init__(self, collector: MultiProcessCollector) -> None:
        self._collector = collector

    def collect(self) -> Iterator[Metric]:
        for metric in self._collector.collect():  # type: ignore[no-untyped-call]  # likewise
            name = metric.name + ("_total" if metric.type == "counter" else "")
            if name in BY_NAME:
                metric.documentation = BY_NAME[name].help
                yield metric


class _Read:
    """Gauges that were read just now."""

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self._readings = readings

    def collect(self) -> Iterator[Metric]:
        families: dict[str, GaugeMetricFamily] = {}
        for one in self._readings:
            meter = one.meter
            family = families.setdefault(meter.name, GaugeMetricFamily(meter.name, meter.help, labels=meter.labels))
            family.add_metric(one.values, one.value)
        return iter(families.values())

"""`Metrics` over files of the processes of one machine, added up when they are read."""

import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric as Family
from prometheus_client.multiprocess import MultiProcessCollector

from shrutik_core.metrics.catalogue import BY_NAME
from shrutik_core.metrics.metric import GaugeReading, Metric, MetricKind
from shrutik_prometheus.slots import ProcessSlots

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


class PrometheusMetrics:
    """`Metrics` that outlive their processes, as each goes on with the file of one before it.

    The client keeps its files where a variable of the environment says, so there is one of these in a process, made
    before it counts anything and before it forks.

    Args:
        folder: of the files; processes of one machine share it.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        os.environ[_FOLDER] = str(folder)
        self._slots = ProcessSlots(folder)
        values.ValueClass = values.MultiProcessValue(self._slots.mine)  # type: ignore[no-untyped-call]  # it is not typed
        self._lock, self._closed = threading.Lock(), False
        self._counters: dict[str, Counter] = {}
        self._histograms: dict[str, Histogram] = {}
        self._children: dict[Metric, dict[tuple[str, ...], Counter | Histogram]] = {}

    def count(self, metric: Metric, *values: str, by: float = 1.0) -> None:
        """See `Metrics.count`."""
        child = None if self._closed else self._child(metric, values)
        if isinstance(child, Counter):
            child.inc(by)

    def note(self, metric: Metric, value: float, *values: str) -> None:
        """See `Metrics.note`."""
        child = None if self._closed else self._child(metric, values)
        if isinstance(child, Histogram):
            child.observe(value)

    def close(self) -> None:
        """See `Metrics.close`."""
        with self._lock:
            if not self._closed:
                self._closed = True
                values.close_all_multiprocess_files()  # type: ignore[no-untyped-call]  # likewise
                self._slots.leave()

    def exposition(self, readings: Iterable[GaugeReading] = ()) -> bytes:
        """See `Metrics.exposition`."""
        registry = CollectorRegistry()
        every = MultiProcessCollector(None, path=str(self._folder))  # type: ignore[no-untyped-call]  # likewise
        registry.register(_Known(every))
        registry.register(_Read(tuple(readings)))
        return generate_latest(registry)

    def _child(self, metric: Metric, values: tuple[str, ...]) -> Counter | Histogram:
        known = self._children.get(metric, {})
        found = known.get(values)
        return self._made(metric, values) if found is None else found

    def _made(self, metric: Metric, values: tuple[str, ...]) -> Counter | Histogram:
        with self._lock:
            known = self._children.setdefault(metric, {})
            kept = metric.kept(values, known)
            if kept not in known:
                parent = self._parent(metric)
                known[kept] = parent.labels(*kept) if kept else parent
            return known[kept]

    def _parent(self, metric: Metric) -> Counter | Histogram:
        if metric.kind is MetricKind.COUNTER:
            if metric.name not in self._counters:
                self._counters[metric.name] = Counter(metric.name, metric.help, metric.labels, registry=None)
            return self._counters[metric.name]
        if metric.name not in self._histograms:
            made = Histogram(metric.name, metric.help, metric.labels, registry=None, buckets=metric.bounds)
            self._histograms[metric.name] = made
        return self._histograms[metric.name]


class _Known:
    """What the files hold, without metrics of an older version."""

    def __init__(self, collector: MultiProcessCollector) -> None:
        self._collector = collector

    def collect(self) -> Iterator[Family]:
        for family in self._collector.collect():  # type: ignore[no-untyped-call]  # likewise
            name = family.name + ("_total" if family.type == "counter" else "")
            if name in BY_NAME:
                family.documentation = BY_NAME[name].help
                yield family


class _Read:
    """Gauges that were read just now."""

    def __init__(self, readings: tuple[GaugeReading, ...]) -> None:
        self._readings = readings

    def collect(self) -> Iterator[Family]:
        families: dict[str, GaugeMetricFamily] = {}
        for one in self._readings:
            made = GaugeMetricFamily(one.metric.name, one.metric.help, labels=one.metric.labels)
            family = families.setdefault(one.metric.name, made)
            family.add_metric(one.values, one.value)
        return iter(families.values())

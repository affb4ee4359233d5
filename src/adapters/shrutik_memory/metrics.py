"""Metrics of one process, in dictionaries."""

import json
from collections import defaultdict
from collections.abc import Iterable
from threading import Lock

from shrutik_core.metrics.metric import GaugeReading, Metric


class MemoryMetrics:
    """`Metrics` of one process: for tests, and where nobody reads them."""

    def __init__(self) -> None:
        self._lock, self._closed = Lock(), False
        self._sums: dict[Metric, dict[tuple[str, ...], float]] = defaultdict(dict)
        self._counts: dict[Metric, dict[tuple[str, ...], list[int]]] = defaultdict(dict)

    def count(self, metric: Metric, *values: str, by: float = 1.0) -> None:
        """See `Metrics.count`."""
        with self._lock:
            if not self._closed:
                self._add(metric, values, by)

    def note(self, metric: Metric, value: float, *values: str) -> None:
        """See `Metrics.note`."""
        with self._lock:
            if self._closed:
                return
            kept = self._add(metric, values, value)
            counts = self._counts[metric].setdefault(kept, [0] * (len(metric.bounds) + 1))
            for place, bound in enumerate((*metric.bounds, float("inf"))):
                counts[place] += value <= bound

    def close(self) -> None:
        """See `Metrics.close`."""
        self._closed = True

    def exposition(self, readings: Iterable[GaugeReading] = ()) -> bytes:
        """See `Metrics.exposition`."""
        lines: list[str] = []
        with self._lock:
            for metric, sums in self._sums.items():
                lines += _head(metric)
                for values, total in sums.items():
                    labels = dict(zip(metric.labels, values, strict=True))
                    if not metric.bounds:
                        lines.append(_line(metric.name, labels, total))
                        continue
                    counts = self._counts[metric][values]
                    for bound, count in zip((*metric.bounds, "+Inf"), counts, strict=True):
                        lines.append(_line(f"{metric.name}_bucket", {**labels, "le": str(bound)}, count))
                    lines += [
                        _line(f"{metric.name}_sum", labels, total),
                        _line(f"{metric.name}_count", labels, counts[-1]),
                    ]
        by_metric: dict[Metric, list[str]] = {}
        for one in readings:
            by_metric.setdefault(one.metric, _head(one.metric)).append(_line(one.metric.name, one.labels, one.value))
        lines += [line for told in by_metric.values() for line in told]
        return "".join(f"{line}\n" for line in lines).encode()

    def _add(self, metric: Metric, values: tuple[str, ...], by: float) -> tuple[str, ...]:
        known = self._sums[metric]
        kept = metric.kept(values, known)
        known[kept] = known.get(kept, 0.0) + by
        return kept


def _head(metric: Metric) -> list[str]:
    return [f"# HELP {metric.name} {metric.help}", f"# TYPE {metric.name} {metric.kind}"]


def _line(name: str, labels: object, value: float) -> str:
    pairs = labels if isinstance(labels, dict) else {}
    # A string of JSON is written as one of Prometheus is, but for signs that JSON need not escape and we do not.
    told = ",".join(f"{label}={json.dumps(text, ensure_ascii=False)}" for label, text in pairs.items())
    return f"{name}{{{told}}} {float(value)!r}" if told else f"{name} {float(value)!r}"

"""Meters of one process, in dictionaries."""

import json
from collections import defaultdict
from collections.abc import Iterable
from threading import Lock

from shrutik_core.meters.meter import Meter, Reading


class MemoryMeters:
    """`Meters` of one process: for tests, and where nobody reads any."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sums: dict[Meter, dict[tuple[str, ...], float]] = defaultdict(dict)
        self._counts: dict[Meter, dict[tuple[str, ...], list[int]]] = defaultdict(dict)

    def count(self, meter: Meter, *values: str, by: float = 1.0) -> None:
        """See `Meters.count`."""
        with self._lock:
            self._add(meter, values, by)

    def note(self, meter: Meter, value: float, *values: str) -> None:
        """See `Meters.note`."""
        with self._lock:
            kept = self._add(meter, values, value)
            counts = self._counts[meter].setdefault(kept, [0] * (len(meter.bounds) + 1))
            for place, bound in enumerate((*meter.bounds, float("inf"))):
                counts[place] += value <= bound

    def exposition(self, readings: Iterable[Reading] = ()) -> bytes:
        """See `Meters.exposition`."""
        lines: list[str] = []
        with self._lock:
            for meter, sums in self._sums.items():
                lines += _head(meter)
                for values, total in sums.items():
                    labels = dict(zip(meter.labels, values, strict=True))
                    if not meter.bounds:
                        lines.append(_line(meter.name, labels, total))
                        continue
                    counts = self._counts[meter][values]
                    for bound, count in zip((*meter.bounds, "+Inf"), counts, strict=True):
                        lines.append(_line(f"{meter.name}_bucket", {**labels, "le": str(bound)}, count))
                    lines += [
                        _line(f"{meter.name}_sum", labels, total),
                        _line(f"{meter.name}_count", labels, counts[-1]),
                    ]
        by_meter: dict[Meter, list[str]] = {}
        for one in readings:
            by_meter.setdefault(one.meter, _head(one.meter)).append(_line(one.meter.name, one.labels, one.value))
        lines += [line for told in by_meter.values() for line in told]
        return "".join(f"{line}\n" for line in lines).encode()

    def _add(self, meter: Meter, values: tuple[str, ...], by: float) -> tuple[str, ...]:
        known = self._sums[meter]
        kept = meter.kept(values, known)
        known[kept] = known.get(kept, 0.0) + by
        return kept


def _head(meter: Meter) -> list[str]:
    return [f"# HELP {meter.name} {meter.help}", f"# TYPE {meter.name} {meter.kind}"]


def _line(name: str, labels: object, value: float) -> str:
    pairs = labels if isinstance(labels, dict) else {}
    # A string of JSON is written as one of Prometheus is, but for signs that JSON need not escape and we do not.
    told = ",".join(f"{label}={json.dumps(text, ensure_ascii=False)}" for label, text in pairs.items())
    return f"{name}{{{told}}} {float(value)!r}" if told else f"{name} {float(value)!r}"

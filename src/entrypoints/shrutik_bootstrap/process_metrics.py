"""The metrics of a machine's processes, where the package is installed that lets them share some."""

from pathlib import Path

from shrutik_bootstrap.extras import load
from shrutik_core.ports.metrics import Metrics
from shrutik_core.shared.errors import Unavailable
from shrutik_memory.metrics import MemoryMetrics

METRICS = "metrics"
"""The folder in the data folder."""


def machine_metrics(folder: Path) -> Metrics:
    """Those that all processes of the data folder turn on this machine; of this process alone without the package."""
    try:
        adapter = load("shrutik_prometheus.metrics", "metrics")
    except Unavailable:
        return MemoryMetrics()
    made: Metrics = adapter.PrometheusMetrics(folder / METRICS)
    return made

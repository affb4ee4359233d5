"""The meters of a machine's processes, where the package is installed that lets them share some."""

from pathlib import Path

from shrutik_bootstrap.extras import load
from shrutik_core.ports.meters import Meters
from shrutik_core.shared.errors import Unavailable
from shrutik_memory.meters import MemoryMeters

METERS = "metrics"
"""The folder in the data folder."""


def machine_meters(folder: Path) -> Meters:
    """Those that all processes of the data folder turn on this machine; of this process alone without the package."""
    try:
        adapter = load("shrutik_prometheus.meters", "metrics")
    except Unavailable:
        return MemoryMeters()
    made: Meters = adapter.PrometheusMeters(folder / METERS)
    return made

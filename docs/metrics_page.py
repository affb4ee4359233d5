"""Writes the reference page of metrics: every figure that an installation tells, from the catalogue itself."""

from collections.abc import Iterable

from shrutik_core.metrics.catalogue import COUNTED, METRICS
from shrutik_core.metrics.metric import MOST_COMBINATIONS, Metric

_HEAD = f"""# Metrics

What [`GET /metrics`](../../how-to/watch.md) tells. Names end with their unit; a name stays once it is here. Of one
metric at most {MOST_COMBINATIONS:,} values of its labels are kept apart in a process; what comes later counts under
`other`.

"""
_TABLE = "| metric | kind | labels | what it says |\n|---|---|---|---|\n"


def metrics_page() -> str:
    """The page, in Markdown."""
    read = [one for one in METRICS if one not in COUNTED]
    return (
        f"{_HEAD}## Counted by each process\n\n{_TABLE}{_rows(COUNTED)}"
        f"\n## Read when they are asked for, or every minute or two\n\n{_TABLE}{_rows(read)}"
    )


def _rows(metrics: Iterable[Metric]) -> str:
    return "".join(
        f"| `{one.name}` | {one.kind} | {', '.join(f'`{label}`' for label in one.labels)} | {one.help} |\n"
        for one in metrics
    )

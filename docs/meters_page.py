"""Writes the reference page of meters: every figure that an installation tells, from the catalogue itself."""

from collections.abc import Iterable

from shrutik_core.meters.catalogue import COUNTED, METERS
from shrutik_core.meters.meter import MOST_COMBINATIONS, Meter

_HEAD = f"""# Meters

What [`GET /metrics`](../../how-to/watch.md) tells. Names end with their unit; a name stays once it is here. Of one meter at most
{MOST_COMBINATIONS:,} values of its labels are kept apart in a process; what comes later counts under `other`.

"""
_TABLE = "| meter | kind | labels | what it says |\n|---|---|---|---|\n"


def meters_page() -> str:
    """The page, in Markdown."""
    read = [one for one in METERS if one not in COUNTED]
    return (
        f"{_HEAD}## Counted by each process\n\n{_TABLE}{_rows(COUNTED)}"
        f"\n## Read when they are asked for, or every minute or two\n\n{_TABLE}{_rows(read)}"
    )


def _rows(meters: Iterable[Meter]) -> str:
    return "".join(
        f"| `{one.name}` | {one.kind} | {', '.join(f'`{label}`' for label in one.labels)} | {one.help} |\n"
        for one in meters
    )

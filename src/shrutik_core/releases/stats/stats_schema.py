"""The published JSON Schema of ``stats.json``, made from the classes that it is written from."""

from shrutik_core.releases.class_schema import class_schema
from shrutik_core.releases.stats.release_stats import FORMAT, ReleaseStats

NAME = "stats.schema.json"


def stats_schema() -> str:
    """The schema as JSON, with a line end."""
    return class_schema(ReleaseStats, "Statistics of a Shrutik release", format={"const": FORMAT})

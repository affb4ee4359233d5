"""``stats.json``: the statistics of a release for programs, and back."""

import json
import types
import typing
from collections.abc import Mapping
from typing import Any

import attrs

from shrutik_core.releases.series_index import STATS
from shrutik_core.releases.stats.release_stats import FORMAT, ReleaseStats
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "stats_malformed", "This is not what Shrutik writes as stats.json.")

Hint = Any
"""A type, as a field is annotated with it."""
Json = Any
"""A value, as JSON makes it."""
NAME = STATS


def write_stats(stats: ReleaseStats) -> str:
    """The statistics as JSON, with a line end; the same statistics always give the same text."""
    return json.dumps(attrs.asdict(stats), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_stats(text: str | bytes) -> ReleaseStats:
    """The statistics from their JSON.

    Raises:
        Invalid: ``stats_malformed`` if it is not what `write_stats` writes.
    """
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise ValueError(found["format"])
        read: ReleaseStats = _read(ReleaseStats, found)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Invalid("stats_malformed", f"This is not a {NAME} of Shrutik ({FORMAT}): {error}.") from error
    return read


def _read(kind: Hint, found: Json) -> Json:
    """A value of this type from what JSON makes of it."""
    origin: Hint = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if attrs.has(kind):
        hints = typing.get_type_hints(kind)
        if set(found) != set(hints):
            raise ValueError(f"{kind.__name__} has other fields")
        return kind(**{name: _read(hints[name], value) for name, value in found.items()})
    if origin is tuple:
        return tuple(_read(arguments[0], value) for value in found)
    if origin is Mapping:
        return {name: _read(arguments[1], value) for name, value in found.items()}
    if origin is types.UnionType:
        return None if found is None else _read(arguments[0], found)
    if kind is float and type(found) is int:
        return float(found)
    if type(found) is not kind:
        raise TypeError(f"{found!r} is not a {kind.__name__}")
    return found

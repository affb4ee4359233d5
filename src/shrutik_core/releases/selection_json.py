"""The conditions of a selection as JSON: kept with a release, and shipped in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shrutik_core.chunking.chunk import Settler
from shrutik_core.releases.selection import Dates, Range, Selection
from shrutik_core.releases.splits.split import SplitBy


def conditions(selection: Selection) -> dict[str, Any]:
    """All but collections and formats; every key stands, whether it narrows anything or not."""
    return {
        "min_confidence": selection.min_confidence,
        "max_expected_wer": selection.max_expected_wer,
        "decisions": [decision.value for decision in selection.decisions],
        "languages": list(selection.languages),
        "seconds": _bounds(selection.seconds),
        "quality": {name: _bounds(wanted) for name, wanted in selection.quality.items()},
        "recorded": [day.isoformat() if day else None for day in (selection.recorded.first, selection.recorded.last)],
        "traits": {str(name): list(values) for name, values in selection.traits.items()},
        "synthetic": selection.synthetic,
        "reported": selection.reported,
        "split_by": selection.split_by.value,
        "parted": selection.parted,
        "accepted": dict(selection.accepted),
    }


def read_conditions(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of `Selection` that `conditions` wrote; what an earlier version did not keep has its default."""
    made: dict[str, Any] = {name: kept[name] for name in ("min_confidence", "max_expected_wer") if name in kept}
    made |= {name: kept[name] for name in ("synthetic", "reported", "parted", "accepted") if name in kept}
    made["split_by"] = SplitBy(kept.get("split_by", SplitBy.SPEAKER))
    made["decisions"] = tuple(map(Settler, kept.get("decisions", ())))
    made["languages"] = tuple(kept.get("languages", ()))
    made["seconds"] = Range(*kept.get("seconds", ()))
    made["quality"] = {name: Range(*bounds) for name, bounds in kept.get("quality", {}).items()}
    made["recorded"] = Dates(*[date.fromisoformat(day) if day else None for day in kept.get("recorded", ())])
    made["traits"] = {name: tuple(values) for name, values in kept.get("traits", {}).items()}
    return made


def _bounds(wanted: Range) -> list[float | None]:
    return [wanted.low, wanted.high]

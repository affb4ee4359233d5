"""Compares two manifests and says what changed, line by line; never more than a line of each is held."""

import json
from collections.abc import Iterable, Iterator

from shrutik_core.releases.delta.change import Added, Change, Changed, DeltaHead, Withdrawn, encode
from shrutik_core.releases.delta.ordered import in_order, side_by_side
from shrutik_core.releases.delta.place import PlacedLine, placed
from shrutik_core.shared.errors import Invalid

_RELEASE = "release"


def delta_name(earlier_version: int) -> str:
    """Of the file in a later version's folder, before it is compressed.

    Args:
        earlier_version: 1 and up.
    """
    return f"delta-from-v{earlier_version}.jsonl"


def changes_between(earlier: Iterable[str], later: Iterable[str], head: DeltaHead) -> Iterator[Change]:
    """What changed, in the order of manifests. The title of the release changes in every line, and is no change.

    A shard is never written again, so both manifests name clips in one order: by split, number of the shard and
    pseudonym. They are read side by side.

    Args:
        earlier: lines of the earlier manifest, shard by shard, without line ends.
        later: the same of the later one.
        head: between which versions.

    Raises:
        Invalid: ``manifest_line`` if a line is not as `write_line` writes it, ``delta_order`` if lines are not in
            order, ``delta_mismatch`` if they are of another release.
    """
    before = in_order(map(placed, earlier), head.earlier)
    after = in_order(map(placed, later), head.later)
    for old, new in side_by_side(before, after):
        if new is None:
            if old is not None:
                yield Withdrawn(old.shard, old.clip, json.loads(old.text)["duration_s"])
        elif old is None:
            yield Added(new.text)
        elif old.retitled(head.later) != new.text:
            yield _changed(old, new, head)


def _changed(old: PlacedLine, new: PlacedLine, head: DeltaHead) -> Changed:
    before, after = json.loads(old.text), json.loads(new.text)
    fields = {
        name: value
        for name, value in after.items()
        if name != _RELEASE and (name not in before or encode(before[name]) != encode(value))
    }
    change = Changed(new.shard, new.clip, fields, after["duration_s"])
    if change.applied(old.retitled(head.later)) != new.text:
        raise Invalid("manifest_line", f"The line of clip {new.clip} has other keys than in {head.earlier}.")
    return change

"""Makes the manifest of a later version from an earlier one and a delta, byte for byte."""

from collections.abc import Iterable, Iterator

from shrutik_core.releases.delta.change import Added, Change, Withdrawn, read_delta
from shrutik_core.releases.delta.ordered import in_order, rising, side_by_side
from shrutik_core.releases.delta.place import PlacedLine, placed
from shrutik_core.shared.errors import Invalid


def apply_delta(delta: Iterable[str], earlier: Iterable[str]) -> Iterator[str]:
    """Lines of the later manifest, shard by shard, without line ends; never more than a line of each is held.

    Args:
        delta: lines of the delta.
        earlier: lines of the earlier manifest, shard by shard. Withdrawals may have been applied to it.

    Raises:
        Invalid: ``delta_line`` or ``manifest_line`` if a line is not what it should be, ``delta_order`` if lines are
            not in order, ``delta_mismatch`` if the delta is of another release.
    """
    head, changes = read_delta(iter(delta))
    before = in_order(map(placed, earlier), head.earlier)
    for line, change in side_by_side(before, rising(changes)):
        text = _applied(line, change, head.later)
        if text is not None:
            yield text


def _applied(line: PlacedLine | None, change: Change | None, later: str) -> str | None:
    """What stands in the later manifest, if anything does."""
    if isinstance(change, Added) and line is None:
        return change.line
    if line is None or isinstance(change, Added):
        where = change.order if change else ()
        raise Invalid("delta_mismatch", f"The delta does not fit the manifest at {where}: is it of this release?")
    if change is None:
        return line.retitled(later)
    return None if isinstance(change, Withdrawn) else change.applied(line.retitled(later))

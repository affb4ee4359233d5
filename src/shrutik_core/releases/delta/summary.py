"""What changed between two versions, in a few figures for people."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import attrs

from shrutik_core.releases.delta.change import Added, Change, Changed, DeltaHead, Fate

_SECOND = 1_000_000


@attrs.frozen
class DeltaSummary:
    """What changed; each clip counts once, seconds are to the microsecond.

    Attributes:
        earlier: title of the earlier release.
        later: title of the later one.
        added: clips that the later one alone has.
        added_seconds: of these.
        withdrawn: clips that the later one says were taken back, and the earlier one did not.
        withdrawn_seconds: of these.
        changed: clips of which they say something else, beside those below.
        changed_fields: the same clips by each key that changed, sorted by key.
        left_out: clips that the later one leaves out, and the earlier one held.
        left_out_seconds: of these.
        back: clips that were blank in the earlier one, and are in the later one.
        back_seconds: of these.
        gone: clips of which the later one has no place; those of a split that was parted come again as added.
        gone_seconds: of these.
    """

    earlier: str
    later: str
    added: int
    added_seconds: float
    withdrawn: int
    withdrawn_seconds: float
    changed: int
    changed_fields: Mapping[str, int]
    left_out: int = 0
    left_out_seconds: float = 0.0
    back: int = 0
    back_seconds: float = 0.0
    gone: int = 0
    gone_seconds: float = 0.0


@attrs.define
class DeltaCounts:
    """Changes, counted as they pass.

    Attributes:
        clips: by what happened to them; None for those that were added.
        microseconds: of these clips.
        fields: changed clips by key.
    """

    clips: Counter[Fate | None] = attrs.field(factory=Counter)
    microseconds: Counter[Fate | None] = attrs.field(factory=Counter)
    fields: Counter[str] = attrs.field(factory=Counter)

    def passing(self, changes: Iterable[Change]) -> Iterator[Change]:
        """The same changes, counted."""
        for change in changes:
            fate = _fate(change)
            self.clips[fate] += 1
            if isinstance(change, Changed) and fate is Fate.CHANGED:
                self.fields.update(change.fields.keys())
            seconds = json.loads(change.line)["duration_s"] if isinstance(change, Added) else change.duration_s
            self.microseconds[fate] += round((seconds or 0) * _SECOND)
            yield change

    def summary(self, head: DeltaHead) -> DeltaSummary:
        """What was counted."""
        clips, seconds = self.clips, {fate: found / _SECOND for fate, found in self.microseconds.items()}
        return DeltaSummary(
            earlier=head.earlier,
            later=head.later,
            added=clips[None],
            added_seconds=seconds.get(None, 0.0),
            withdrawn=clips[Fate.WITHDRAWN],
            withdrawn_seconds=seconds.get(Fate.WITHDRAWN, 0.0),
            changed=clips[Fate.CHANGED],
            changed_fields=dict(sorted(self.fields.items())),
            left_out=clips[Fate.LEFT_OUT],
            left_out_seconds=seconds.get(Fate.LEFT_OUT, 0.0),
            back=clips[Fate.BACK],
            back_seconds=seconds.get(Fate.BACK, 0.0),
            gone=clips[Fate.GONE],
            gone_seconds=seconds.get(Fate.GONE, 0.0),
        )


def _fate(change: Change) -> Fate | None:
    if isinstance(change, Added):
        return None
    return change.fate if isinstance(change, Changed) else Fate.GONE

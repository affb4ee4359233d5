"""What changed between two versions, in a few figures for people."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import attrs

from shrutik_core.releases.delta.change import Added, Change, Changed, DeltaHead, Withdrawn


@attrs.frozen
class DeltaSummary:
    """What changed.

    Attributes:
        earlier: title of the earlier release.
        later: title of the later one.
        added: clips that the later one alone has.
        added_seconds: of these, to the microsecond.
        withdrawn: clips that the earlier one alone has.
        withdrawn_seconds: of these.
        changed: clips of which they say something else.
        changed_fields: clips by each key that changed, sorted by key.
    """

    earlier: str
    later: str
    added: int
    added_seconds: float
    withdrawn: int
    withdrawn_seconds: float
    changed: int
    changed_fields: Mapping[str, int]


@attrs.define
class DeltaCounts:
    """Changes, counted as they pass.

    Attributes:
        clips: by what happened to them.
        microseconds: of these clips.
        fields: changed clips by key.
    """

    clips: Counter[type[Change]] = attrs.field(factory=Counter)
    microseconds: Counter[type[Change]] = attrs.field(factory=Counter)
    fields: Counter[str] = attrs.field(factory=Counter)

    def passing(self, changes: Iterable[Change]) -> Iterator[Change]:
        """The same changes, counted."""
        for change in changes:
            self.clips[type(change)] += 1
            if isinstance(change, Changed):
                self.fields.update(change.fields.keys())
            else:
                seconds = json.loads(change.line)["duration_s"] if isinstance(change, Added) else change.duration_s
                self.microseconds[type(change)] += round(seconds * 1_000_000)
            yield change

    def summary(self, head: DeltaHead) -> DeltaSummary:
        """What was counted."""
        return DeltaSummary(
            earlier=head.earlier,
            later=head.later,
            added=self.clips[Added],
            added_seconds=self.microseconds[Added] / 1_000_000,
            withdrawn=self.clips[Withdrawn],
            withdrawn_seconds=self.microseconds[Withdrawn] / 1_000_000,
            changed=self.clips[Changed],
            changed_fields=dict(sorted(self.fields.items())),
        )

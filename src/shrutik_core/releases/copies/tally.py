"""Counts what the manifests of a copy say, and compares it with what the release says elsewhere."""

from collections import Counter
from collections.abc import Iterator

import attrs

from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.told import ToldRelease
from shrutik_core.releases.copies.withdrawn_file import WithdrawnFile
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.release_json import NAME as RELEASE
from shrutik_core.releases.splits.prompts import prompt_key
from shrutik_core.releases.stats.crossings import MICROSECONDS, CrossingAmount, microseconds_of
from shrutik_core.releases.stats.release_stats import ReleaseStats
from shrutik_core.releases.stats.stats_json import NAME as STATS

_MANY = 20
"""Faults of one kind that are named; more of them are counted."""


@attrs.define
class CopyTally:
    """What lines add up to; memory grows with speakers, and with prompts where they are kept apart.

    Attributes:
        prompts_apart: whether the release promises that no prompt stands in two splits.
        taken: what was taken out of this copy, None if nothing was.
        faults: speakers and prompts that stand in two splits.
        clips: that the release held when it went out, by split.
        microseconds: of these.
        blank: clips that are silence in this copy.
    """

    prompts_apart: bool = False
    taken: WithdrawnFile | None = None
    faults: list[CopyFault] = attrs.field(factory=list, init=False)
    clips: Counter[str] = attrs.field(factory=Counter, init=False)
    microseconds: Counter[str] = attrs.field(factory=Counter, init=False)
    blank: int = attrs.field(default=0, init=False)
    _speakers: dict[str, str] = attrs.field(factory=dict, init=False)
    _prompts: dict[str, str] = attrs.field(factory=dict, init=False)
    _twice: int = attrs.field(default=0, init=False)

    def add(self, line: ManifestLine, path: str) -> None:
        """Count a line of the manifest at this path."""
        self.blank += line.blank
        if line.blank and (self.taken is None or line.clip not in self.taken.clips):
            return
        self.clips[line.split] += 1
        self.microseconds[line.split] += microseconds_of(line)
        if line.blank:
            return
        self._apart(self._speakers, line.speaker, line, path, "speaker")
        if self.prompts_apart and line.prompt and (key := prompt_key(line.prompt, line.language)):
            self._apart(self._prompts, key, line, path, "prompt")

    def compare(self, told: ToldRelease, shards: int, files: int) -> Iterator[CopyFault]:
        """What ``release.json`` says otherwise.

        Args:
            told: that it says.
            shards: that the release has.
            files: that its tree holds.
        """
        clips = sum(self.clips.values())
        for name, found in (("clips", clips), ("shards", shards), ("files", files)):
            if told.counts[name] != found:
                yield CopyFault(RELEASE, f"says {told.counts[name]} {name}, but there are {found}")
        apart = abs(told.counts["samples_ms"] - sum(self.microseconds.values()) / 1_000)
        # Each clip may have been rounded to its millisecond.
        if apart > clips:
            yield CopyFault(
                RELEASE, f"says {told.counts['samples_ms']} ms of sound, {apart:.0f} more or fewer than there are"
            )

    def compare_stats(self, stats: ReleaseStats, title: str) -> Iterator[CopyFault]:
        """What ``stats.json`` says otherwise."""
        if stats.release != title:
            yield CopyFault(STATS, f"is of {stats.release!r}, not of {title}")
        yield from self._differing("all splits", stats.total, sum(self.clips.values()), sum(self.microseconds.values()))
        said = {one.value or "": one for one in stats.by.get("split", ())}
        for split in sorted({*self.clips, *said}):
            one = said.get(split, CrossingAmount())
            yield from self._differing(split, one, self.clips[split], self.microseconds[split])
        # Who said what was taken out of a copy is not known any more.
        if not self.taken and stats.total.speakers != len(self._speakers):
            found = len(self._speakers)
            yield CopyFault(STATS, f"says {stats.total.speakers} speakers, but there are {found}")

    def _differing(self, split: str, said: CrossingAmount, clips: int, microseconds: int) -> Iterator[CopyFault]:
        if (said.clips, round(said.seconds * MICROSECONDS)) != (clips, microseconds):
            told = f"says {said.clips} clips and {said.seconds} s of {split}"
            yield CopyFault(STATS, f"{told}; there are {clips} and {microseconds / MICROSECONDS} s")

    def _apart(self, places: dict[str, str], name: str, line: ManifestLine, path: str, what: str) -> None:
        other = places.setdefault(name, line.split)
        if other != line.split:
            self._twice += 1
            if self._twice <= _MANY:
                told = f"its {what} {name} is in {other} as well as in {line.split}"
                self.faults.append(CopyFault(path, told, line.clip))

"""Counts the clips of a release line by line, in as many places as there are; what they count is put together."""

from collections.abc import Iterable
from functools import partial
from operator import itemgetter

import attrs

from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.stats.crossings import (
    DIMENSIONS,
    MICROSECONDS,
    Crossings,
    ValueAmount,
    kind_of,
    microseconds_of,
)
from shrutik_core.releases.stats.distributions import FigureCounts
from shrutik_core.releases.stats.release_stats import FORMAT, ReleaseStats
from shrutik_core.releases.stats.same_things import DigestCounts
from shrutik_core.releases.stats.vocabulary import VocabularyCounts
from shrutik_core.releases.stats.voices import SpeakerShares, speaker_shares
from shrutik_core.releases.stats.votes import VoteCounts
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "stats_releases", "Statistics are of the clips of one release.")

_SPLIT = DIMENSIONS.index("split")


@attrs.define
class ReleaseCount:
    """What a release's lines add up to, in whole numbers alone: the same in whatever order and places it is counted.

    Memory grows with speakers and workers, up to a bound with different words, and by 32 bytes with each clip.

    Attributes:
        releases: titles that lines bear.
        days: on which clips were recorded.
        kinds: clips by what they are told apart by, see `kind_of`.
        traits: clips by all that their speaker says.
        flags: clips by flag.
        withdrawn: clips by split.
        figures: of clips.
        words: of texts.
        votes: of clips.
        sounds: samples of clips.
        texts: normalised.
        prompts: as they were to be read.
    """

    releases: set[str] = attrs.field(factory=set)
    days: set[str] = attrs.field(factory=set)
    kinds: Crossings[tuple[str | None, ...]] = attrs.field(factory=Crossings)
    traits: Crossings[tuple[tuple[str, str | None], ...]] = attrs.field(factory=Crossings)
    flags: Crossings[str] = attrs.field(factory=Crossings)
    withdrawn: Crossings[str] = attrs.field(factory=Crossings)
    figures: FigureCounts = attrs.field(factory=FigureCounts)
    words: VocabularyCounts = attrs.field(factory=VocabularyCounts)
    votes: VoteCounts = attrs.field(factory=VoteCounts)
    sounds: DigestCounts = attrs.field(factory=DigestCounts)
    texts: DigestCounts = attrs.field(factory=DigestCounts)
    prompts: DigestCounts = attrs.field(factory=DigestCounts)

    def add(self, line: ManifestLine) -> None:
        """Count a clip; of one that is blank nothing but that it is, and why."""
        microseconds = microseconds_of(line)
        self.releases.add(line.release)
        if line.withdrawn:
            self.withdrawn.add(line.split, line.speaker, microseconds)
            return
        if line.blank:
            self.flags.add(ClipFlag.LEFT_OUT.value, line.speaker, microseconds)
            return
        self.days.add(line.recorded_on)
        self.kinds.add(kind_of(line), line.speaker, microseconds)
        self.traits.add(tuple(line.traits.items()), line.speaker, microseconds)
        for flag in line.flags:
            self.flags.add(flag, line.speaker, microseconds)
        self.votes.add(line)
        self.sounds.add_sound(line.pcm_sha256)
        if line.prompt is not None:
            self.prompts.add_text(line.split, line.prompt)
        if line.text_normalised:
            self.texts.add_text(line.split, line.text_normalised)
        self._add_figures(line, microseconds / MICROSECONDS)

    def _add_figures(self, line: ManifestLine, seconds: float) -> None:
        words, characters = self.words.add(line.text or "", line.text_normalised or "")
        # The measured duration gives way to that of the samples.
        self.figures.add(
            {
                **line.quality,
                "duration_s": seconds,
                "words": words,
                "characters": characters,
                "words_per_s": words / seconds,
                "characters_per_s": characters / seconds,
                "confidence": line.confidence,
                "expected_wer": line.expected_wer,
                "votes": len(line.votes),
            }
        )

    def merge(self, other: "ReleaseCount") -> None:
        """Add what was counted elsewhere, of other clips of the same release."""
        self.releases |= other.releases
        self.days |= other.days
        self.kinds.merge(other.kinds)
        self.traits.merge(other.traits)
        self.flags.merge(other.flags)
        self.withdrawn.merge(other.withdrawn)
        self.figures.merge(other.figures)
        self.words.merge(other.words)
        self.votes.merge(other.votes)
        self.sounds.merge(other.sounds)
        self.texts.merge(other.texts)
        self.prompts.merge(other.prompts)

    def stats(self) -> ReleaseStats:
        """What was counted.

        Raises:
            Invalid: ``stats_releases`` if there was no line, or lines of two releases.
        """
        if len(self.releases) != 1:
            found = ", ".join(sorted(self.releases)) or "no clip at all"
            raise Invalid("stats_releases", f"Statistics are of the clips of one release; here are {found}.")
        return ReleaseStats(
            format=FORMAT,
            release=next(iter(self.releases)),
            total=self.kinds.total(),
            withdrawn=self.withdrawn.total(),
            recorded_from=min(self.days, default=None),
            recorded_to=max(self.days, default=None),
            by={name: self.kinds.by(itemgetter(place)) for place, name in enumerate(DIMENSIONS)},
            traits=self._by_traits(),
            flags=self.flags.by(str),
            distributions=self.figures.distributions(),
            speakers=self._shares(),
            vocabulary=self.words.vocabulary(),
            votes=self.votes.agreement(),
            texts=self.texts.same_texts(),
            prompts=self.prompts.same_texts(),
            same_sounds=self.sounds.same_sounds(),
        )

    def _by_traits(self) -> dict[str, tuple[ValueAmount, ...]]:
        names = sorted({name for said in self.traits.kinds() for name, _ in said})
        return {name: self.traits.by(partial(_said, name)) for name in names}

    def _shares(self) -> SpeakerShares:
        by_split: dict[str, dict[str, int]] = {}
        for kind, speaker, _, microseconds in self.kinds.each():
            speakers = by_split.setdefault(kind[_SPLIT] or "", {})
            speakers[speaker] = speakers.get(speaker, 0) + microseconds
        return speaker_shares(by_split)


def count(lines: Iterable[ManifestLine]) -> ReleaseCount:
    """Count all these lines."""
    counted = ReleaseCount()
    for line in lines:
        counted.add(line)
    return counted


def _said(trait: str, kind: tuple[tuple[str, str | None], ...]) -> str | None:
    return dict(kind).get(trait)

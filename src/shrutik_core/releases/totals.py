"""What a release adds up to: clips, seconds, speakers and traits, counted line by line."""

from collections import Counter

import attrs

from shrutik_core.releases.plain_manifest import PlainLine


@attrs.define
class ReleaseTotals:
    """Counts that grow as lines pass; memory grows with the speakers, not with the clips."""

    clips: int = 0
    seconds: float = 0.0
    reviewed: int = 0
    confidence: float = 0.0
    splits: Counter[str] = attrs.field(factory=Counter)
    languages: Counter[str] = attrs.field(factory=Counter)
    licences: Counter[str] = attrs.field(factory=Counter)
    consents: Counter[str] = attrs.field(factory=Counter)
    speakers: dict[str, dict[str, str]] = attrs.field(factory=dict)

    def add(self, line: PlainLine) -> None:
        """Count one clip."""
        self.clips += 1
        self.seconds += line.duration
        self.reviewed += line.settled_by == "reviewer"
        self.confidence += line.confidence
        self.splits[line.split] += 1
        self.languages[line.language] += 1
        self.licences[line.licence] += 1
        self.consents[f"{line.collection} {line.consent_version}"] += 1
        self.speakers[line.speaker] = dict(line.traits)

    def trait(self, name: str) -> Counter[str]:
        """Speakers by what they said of themselves; ``not said`` for those who did not."""
        return Counter(traits.get(name, "not said") for traits in self.speakers.values())

"""Makes the lines of a manifest from what is known here, under the names of the release's series."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from shrutik_core.chunking.chunk import Settler
from shrutik_core.people.traits import Trait
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.manifest.blank import nothing_said
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.manifest.line import ManifestLine, PublishedVote
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.row import ReleaseRow
from shrutik_core.releases.series_index import IndexedClip, IndexedShard
from shrutik_core.releases.shards.shard import ShardMember
from shrutik_core.shared.errors import Unavailable, declare
from shrutik_core.shared.texts import comparison_key

declare(Unavailable, "release_outdated", "A voice was withdrawn while the release was built.")

FEW_SPEAKERS = 20
"""If a collection gives fewer, the day of a recording may tell whose it is: the month goes out."""
FEW_VOTES = 2
ENCODING = "flac"


@attrs.frozen
class ManifestFacts:
    """What all lines of a manifest share.

    Attributes:
        series: name of the releases.
        version: of the release.
        pseudonyms: the series' names of things.
        few_speakers: slugs of collections that give fewer than `FEW_SPEAKERS`.
        added_to_test: clips that came after the test split was frozen.
        withdrawn: clips that were taken back since a version held them; one that is blank for no such reason is left
            out.
    """

    series: str
    version: int
    pseudonyms: Pseudonyms
    few_speakers: frozenset[str] = frozenset()
    added_to_test: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()

    def title(self, version: int) -> str:
        """Of a version of the series."""
        return f"{self.series}-v{version}"


def lines_of(indexed: IndexedShard, rows: Mapping[str, ReleaseRow], facts: ManifestFacts) -> Iterator[ManifestLine]:
    """The lines of a shard, in its order: one for each of its clips.

    Args:
        indexed: the shard as it is planned.
        rows: what is known of its clips, by their pseudonyms; nothing of those that are blank.
        facts: what they share.

    Raises:
        Unavailable: ``release_outdated`` if nothing may go out of a clip that was planned, or if it changed.
    """
    shard = indexed.shard
    sounds = (member for number, member in enumerate(shard.members()) if number % 2 == 0)
    for clip, member in zip(indexed.clips, sounds, strict=True):
        place = _place(clip, shard.name, member, facts)
        row = rows.get(clip.planned.clip)
        if clip.planned.blank:
            gone = clip.planned.clip in facts.withdrawn
            yield ManifestLine(**place, **nothing_said(clip.planned.flac_bytes, clip.shape, withdrawn=gone))
        elif row is None or row.measured is None or row.measured.shape != clip.shape:
            raise outdated()
        else:
            told = {**place, **_said(row, facts), **_judged(row, facts.pseudonyms)}
            yield ManifestLine(**told, flags=tuple(sorted(_flags(clip, row, facts))))


def outdated() -> Unavailable:
    """The error that a build is to be begun again."""
    return Unavailable("release_outdated", "A voice was withdrawn meanwhile; the release is built again without it.")


def _place(clip: IndexedClip, shard: str, sound: ShardMember, facts: ManifestFacts) -> dict[str, Any]:
    shape = clip.shape
    return {
        "clip": clip.planned.clip,
        "release": facts.title(facts.version),
        "first_release": facts.title(clip.first_version),
        "split": clip.planned.split,
        "shard": shard,
        "offset_bytes": sound.offset_bytes,
        "size_bytes": sound.size_bytes,
        "encoding": ENCODING,
        "sample_rate_hz": shape.sample_rate_hz,
        "channels": shape.channels,
        "bits_per_sample": shape.bits_per_sample,
        "num_samples": shape.num_samples,
        "duration_s": round(shape.duration_s, 6),
    }


def _said(row: ReleaseRow, facts: ManifestFacts) -> dict[str, Any]:
    return {
        "sha256": row.audio_sha256,
        "pcm_sha256": row.measured.pcm_sha256 if row.measured else "",
        "text": row.text,
        "text_normalised": comparison_key(row.text, row.language),
        "language": row.language,
        "collection": row.collection,
        "licence": row.licence,
        "consent_version": row.consent_version,
        "prompt": row.prompt or None,
        "speaker": facts.pseudonyms.speaker(row.speaker),
        "recording": facts.pseudonyms.recording(row.recording),
        "index": row.index,
        "start_sample": row.start_sample,
        "end_sample": row.end_sample,
        "recorded_on": _day(row, facts),
        "traits": {str(trait): row.traits.get(trait) for trait in Trait},
        "quality": {figure: _number(row.quality.get(figure)) for figure in FIGURES},
    }


def _judged(row: ReleaseRow, names: Pseudonyms) -> dict[str, Any]:
    unexpected = row.settled_by is Settler.REVIEWER or row.expected_wer is None
    return {
        "confidence": round(row.confidence, 6),
        "expected_wer": None if unexpected or row.expected_wer is None else round(row.expected_wer, 6),
        "decision": row.settled_by.value,
        "method": row.method,
        "votes": tuple(_votes(row, names)),
    }


def _day(row: ReleaseRow, facts: ManifestFacts) -> str:
    day = row.recorded_at.date().isoformat()
    return day[: len("2026-01")] if row.collection in facts.few_speakers else day


def _votes(row: ReleaseRow, names: Pseudonyms) -> Iterator[PublishedVote]:
    for vote in row.votes:
        reliability = None if vote.reliability is None else round(vote.reliability, 4)
        yield PublishedVote(names.worker(vote.contributor), vote.text, reliability)


def _flags(clip: IndexedClip, row: ReleaseRow, facts: ManifestFacts) -> Iterator[str]:
    if clip.planned.clip in facts.added_to_test:
        yield ClipFlag.ADDED_TO_TEST.value
    if row.synthetic:
        yield ClipFlag.SYNTHETIC.value
    if row.reported:
        yield ClipFlag.REPORTED.value
    if row.settled_by is Settler.CONSENSUS and len(row.votes) < FEW_VOTES:
        yield ClipFlag.FEW_VOTES.value


def _number(value: object) -> float | int | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None

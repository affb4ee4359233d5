"""The manifest: one JSON line for each clip, from which everything else in a release is made."""

import json
from collections.abc import Mapping
from typing import Any

import attrs

from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.row import ReleaseRow
from shrutik_core.releases.splits.hashed import split_key, split_of
from shrutik_core.shared.errors import Invalid


@attrs.frozen
class PlainLine:
    """A clip as researchers know it; without anything that names the speaker.

    Attributes:
        clip: pseudonym, also the audio file's name.
        path: of the audio in the release, ``clips/<clip>.flac``.
        text: the agreed text.
        speaker: pseudonym.
        split: ``train``, ``dev`` or ``test``.
        collection: slug.
        language: BCP 47.
        licence: SPDX.
        confidence: 0 to 1.
        votes: voices heard.
        settled_by: ``consensus`` or ``reviewer``.
        recording: pseudonym of the recording that it was cut from.
        index: place in the recording.
        start: seconds in the recording.
        end: seconds in the recording.
        duration: seconds.
        sample_rate: samples per second.
        bytes: size of the audio file.
        sha256: of the audio file.
        prompt: what was to be said in the whole recording; empty for free speech.
        consent_version: under which the voice was given.
        recorded_on: date, UTC.
        traits: of the speaker, self-declared.
        quality: figures of the clip, the unit in each name.
    """

    clip: str
    path: str
    text: str
    speaker: str
    split: str
    collection: str
    language: str
    licence: str
    confidence: float
    votes: int
    settled_by: str
    recording: str
    index: int
    start: float
    end: float
    duration: float
    sample_rate: int
    bytes: int
    sha256: str
    prompt: str
    consent_version: str
    recorded_on: str
    traits: Mapping[str, str]
    quality: Mapping[str, object]


def manifest_line(row: ReleaseRow, pseudonyms: Pseudonyms) -> PlainLine:
    """The row as it goes out, under the names of the release's series."""
    clip = pseudonyms.clip(row.chunk)
    return PlainLine(
        clip=clip,
        path=f"clips/{clip}.flac",
        text=row.text,
        speaker=pseudonyms.speaker(row.speaker),
        split=split_of(split_key(row.speaker, pseudonyms.salt)).value,
        collection=row.collection,
        language=row.language,
        licence=row.licence,
        confidence=round(row.confidence, 6),
        votes=len(row.votes),
        settled_by=row.settled_by.value,
        recording=pseudonyms.recording(row.recording),
        index=row.index,
        start=round(row.start_sample / row.sample_rate, 6),
        end=round(row.end_sample / row.sample_rate, 6),
        duration=round(row.seconds, 6),
        sample_rate=row.sample_rate,
        bytes=row.audio_bytes,
        sha256=row.audio_sha256,
        prompt=row.prompt,
        consent_version=row.consent_version,
        recorded_on=row.recorded_at.date().isoformat(),
        traits=dict(sorted(row.traits.items())),
        quality=dict(sorted(row.quality.items())),
    )


def write_line(line: PlainLine) -> str:
    """The line as JSON, keys in the order above, without a line end."""
    return json.dumps(attrs.asdict(line), ensure_ascii=False, separators=(",", ":"))


def read_line(text: str) -> PlainLine:
    """The line from its JSON.

    Raises:
        Invalid: ``manifest_line`` if it is not what `write_line` writes.
    """
    try:
        fields: dict[str, Any] = json.loads(text)
        return PlainLine(**fields)
    except (ValueError, TypeError) as error:
        raise Invalid("manifest_line", f"Not a line of a Shrutik manifest: {text[:80]!r}.") from error

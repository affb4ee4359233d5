"""What one recording is to be cut anew by, and what came of it, as it is noted beside its clips."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import attrs
import regex

from shrutik_core.chunking.chunk import clip_key
from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.chunking.rules import Rules
from shrutik_core.recordings.recording import recording_prefix
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import RecordingId, name_chunk
from shrutik_core.shared.policy_family import plain
from shrutik_core.shared.spans import Span

declare(Invalid, "recut_note", "This is not a note of a recording that was cut anew.")

_SHA256 = regex.compile("[0-9a-f]{64}")


def _is_sha256(_: object, __: object, value: str) -> None:
    if not _SHA256.fullmatch(value):
        raise Invalid("recut_note", f"Not a SHA-256 in hexadecimal: {value[:80]!r}.")


@attrs.frozen
class RecutOrder:
    """What is to be cut anew.

    Attributes:
        recording: which.
        audio: the original.
        now: its cuts as they are kept.
        rules: by which it is to be cut.
        writes: whether clips are written if the cuts differ; otherwise it is only planned.
    """

    recording: RecordingId
    audio: StoredBlob
    now: Cuts
    rules: Rules
    writes: bool = True

    def address(self, software: Mapping[str, str]) -> str:
        """What the result hangs on, as a hash: the sound, the rules, and the programs that measure and cut it."""
        facts = {"sha256": self.audio.sha256, "rules": plain(self.rules), "software": dict(software)}
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def note_key(self, software: Mapping[str, str]) -> str:
        """Where the note of the result lies; it is erased with the recording."""
        return f"{recording_prefix(self.recording)}recuts/{self.address(software)}.json"


@attrs.frozen
class RecutClip:
    """A stored clip.

    Attributes:
        size: bytes.
        sha256: of the bytes, hexadecimal.
        quality: figures by name, with the unit in the name.
    """

    size: int = attrs.field(validator=attrs.validators.ge(0))
    sha256: str = attrs.field(validator=_is_sha256)
    quality: Mapping[str, object] = attrs.field(factory=dict)


@attrs.frozen
class Recut:
    """Where a recording is cut by other rules, and its clips if they were written.

    Attributes:
        cuts: by the rules that were asked for.
        sample_rate: of the recording, samples per second, 1 or more.
        clips: one for each cut, in their order; none if it was only planned.

    Raises:
        Invalid: ``recut_note`` if there are some clips, but not one for each cut.
    """

    cuts: Cuts
    sample_rate: int = attrs.field(validator=attrs.validators.ge(1))
    clips: tuple[RecutClip, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.clips and len(self.clips) != len(self.cuts.cuts):
            raise Invalid("recut_note", "There must be a clip for each cut, or none at all.")

    def same_as(self, cuts: Cuts) -> bool:
        """Whether these cuts lie where those do; the plans may have other names."""
        return self.cuts.cuts == cuts.cuts

    def blob(self, index: int) -> StoredBlob:
        """The stored clip of a cut."""
        recording, cut, clip = self.cuts.recording, self.cuts.cuts[index], self.clips[index]
        key = clip_key(recording, name_chunk(recording, self.cuts.digest, cut.span))
        return StoredBlob(key, clip.size, clip.sha256)


@attrs.frozen
class RecutOutcome:
    """What came of an order.

    Attributes:
        order: what was asked.
        recut: the result; None if it failed.
        code: of the error; empty if there was none.
        detail: the error, for a person.
    """

    order: RecutOrder
    recut: Recut | None = None
    code: str = ""
    detail: str = ""

    @property
    def differs(self) -> bool:
        """Whether the recording is to be cut elsewhere than it is."""
        return self.recut is not None and not self.recut.same_as(self.order.now)


def write_recut(recut: Recut) -> str:
    """The note as one line of JSON, without a line end."""
    cuts = [[cut.span.start, cut.span.end, cut.silent] for cut in recut.cuts.cuts]
    clips = [attrs.asdict(clip) for clip in recut.clips]
    facts = {"digest": recut.cuts.digest, "sample_rate": recut.sample_rate, "cuts": cuts, "clips": clips}
    return json.dumps(facts, separators=(",", ":"))


def read_recut(recording: RecordingId, text: str) -> Recut:
    """The note of a recording from its JSON.

    Raises:
        Invalid: ``recut_note`` if it is not what `write_recut` writes.
    """
    try:
        facts: dict[str, Any] = json.loads(text)
        cuts = tuple(Cut(Span(start, end), silent) for start, end, silent in facts["cuts"])
        clips = tuple(RecutClip(**clip) for clip in facts["clips"])
        return Recut(Cuts(recording, str(facts["digest"]), cuts), facts["sample_rate"], clips)
    except (ValueError, TypeError, KeyError) as error:
        raise Invalid("recut_note", f"Not a note of cuts: {text[:80]!r}. Cut the recording again.") from error

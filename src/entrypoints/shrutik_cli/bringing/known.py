"""What was brought before, so that nothing is brought twice."""

from collections.abc import Iterator
from functools import partial
from typing import Self

import attrs

from shrutik_bootstrap.platform import Platform
from shrutik_cli.paging import every
from shrutik_core.corpora.utterance import BroughtUtterance
from shrutik_core.people.roles import Actor
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import CollectionId, RecordingId, SpeakerId

_Key = tuple[SpeakerId, str, float | None, float | None]


@attrs.frozen
class KnownCorpus:
    """The speakers and the recordings of a collection whom one account brought or recorded.

    Attributes:
        speakers: by name.
        recordings: by speaker, SHA-256 of the file, and times in it.
    """

    speakers: dict[str, SpeakerId]
    recordings: dict[_Key, RecordingId]

    @classmethod
    def of(cls, platform: Platform, actor: Actor, collection: CollectionId) -> Self:
        """All that is known now."""
        look = platform.look_after_speakers()
        entrusted = every(lambda request: look.list(actor, request))
        speakers = {one.name: one.id for one in entrusted if one.collection == collection}
        reader = platform.read_recordings()
        sent = every(partial(reader.list, actor, collection=str(collection)))
        return cls(speakers, dict(_keys(one for one in sent if one.contributor == actor.id and not one.erased)))

    def check_new(self, corpus: str, *, resume: bool) -> None:
        """Let pass a corpus of which nothing is there yet, or one that is to be gone on with.

        Raises:
            Conflict: ``corpus_begun``.
        """
        begun = sum(name.startswith(f"{corpus}/") for name in self.speakers)
        if begun and not resume:
            raise Conflict(
                "corpus_begun",
                f"{begun} speakers of a corpus {corpus!r} are here already. Continue it with --resume; if this "
                "is another corpus, give it a name of its own with --corpus.",
            )

    def find(self, speaker: str, digest: str, one: BroughtUtterance) -> RecordingId | None:
        """The recording of an utterance, if it was brought before."""
        known = self.speakers.get(speaker)
        return None if known is None else self.recordings.get((known, digest, one.start_s, one.end_s))

    def add(self, speaker: SpeakerId, digest: str, one: BroughtUtterance, recording: RecordingId) -> None:
        """Note what was brought now."""
        self.recordings[speaker, digest, one.start_s, one.end_s] = recording


def _keys(recordings: Iterator[Recording]) -> Iterator[tuple[_Key, RecordingId]]:
    for one in recordings:
        said = one.metadata
        source, start, end = said.get("source_sha256"), said.get("start_s"), said.get("end_s")
        if isinstance(source, str):
            yield (one.speaker, source, _seconds(start), _seconds(end)), one.id
        else:
            yield (one.speaker, one.audio.sha256, None, None), one.id


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None

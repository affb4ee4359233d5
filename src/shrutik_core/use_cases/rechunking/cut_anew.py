"""Cut anew: one recording's plan and clips by other rules, from the blob store alone, on whatever machine."""

from collections.abc import Mapping
from typing import BinaryIO

import attrs

from shrutik_core.chunking.chunk import clip_key, clips_prefix
from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.ports.audio import AudioProcessor, EncodedClip
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.shared.ids import name_chunk
from shrutik_core.use_cases.rechunking.recut import (
    Recut,
    RecutClip,
    RecutOrder,
    RecutOutcome,
    read_recut,
    write_recut,
)
from shrutik_core.use_cases.steps.clip_blocks import blocks_of


@attrs.frozen
class CutAnew:
    """Plans a recording by other rules and writes the clips; what was done before is found by a note, and kept.

    A pure function of the sound, the rules and the software. It can be pickled if the store and the processor can, and
    several may cut the same recording at once: each writes the same bytes under the same names. Nobody hears of the
    clips until `KeepRecut` has put them in the place of the others.

    Attributes:
        blobs: where recordings and clips lie.
        audio_processor: decodes, measures and cuts.
        limits: what a recording may be.
        software: versions of all that the result hangs on, by name.
    """

    blobs: BlobStore
    audio_processor: AudioProcessor
    limits: AudioLimits
    software: Mapping[str, str]

    def __call__(self, order: RecutOrder) -> RecutOutcome:
        """What came of it; a recording that cannot be cut so is told in the outcome, not raised.

        Raises:
            Unavailable: if the store does not answer, or a decoder is lost.
        """
        try:
            return RecutOutcome(order, self._recut(order))
        except (Invalid, Missing) as error:
            return RecutOutcome(order, None, error.code, error.detail)

    def _recut(self, order: RecutOrder) -> Recut:
        known = self._known(order)
        if known is not None and self._suffices(order, known):
            return known
        with self.blobs.fetch(order.audio.key) as source:
            planned, replay = (known, None) if known is not None else self._plan(order, source)
            made = planned if self._suffices(order, planned) else self._cut(planned, source, replay)
        self.blobs.put(order.note_key(self.software), [write_recut(made).encode()])
        return made

    def _known(self, order: RecutOrder) -> Recut | None:
        try:
            with self.blobs.open(order.note_key(self.software)) as stream:
                return read_recut(order.recording, stream.read().decode())
        except (Missing, Invalid, UnicodeDecodeError):  # never made, or by another program
            return None

    def _suffices(self, order: RecutOrder, recut: Recut) -> bool:
        """Whether it is all that was asked for: cuts that stay need no clips, and others may have lost theirs since."""
        if not order.writes or recut.same_as(order.now):
            return True
        sizes = {entry.key: entry.size for entry in self.blobs.list(clips_prefix(order.recording))}
        blobs = [recut.blob(index) for index in range(len(recut.clips))]
        return bool(blobs) and all(sizes.get(blob.key) == blob.size for blob in blobs)

    def _plan(self, order: RecutOrder, source: BinaryIO) -> tuple[Recut, object]:
        heard = self.audio_processor.listen(source, self.limits)
        plan = plan_chunks(heard.features, order.rules, speech=heard.speech)
        cuts = tuple(Cut(chunk.span, chunk.silent) for chunk in plan.chunks)
        return Recut(Cuts(order.recording, plan.digest, cuts), heard.facts.sample_rate), heard.replay

    def _cut(self, planned: Recut, source: BinaryIO, replay: object) -> Recut:
        spans = [cut.span for cut in planned.cuts.cuts]
        clips = self.audio_processor.cut(source, spans, replay=replay)
        return attrs.evolve(planned, clips=tuple(self._store(planned.cuts, clip) for clip in clips))

    def _store(self, cuts: Cuts, clip: EncodedClip) -> RecutClip:
        key = clip_key(cuts.recording, name_chunk(cuts.recording, cuts.digest, clip.span))
        blob = self.blobs.put(key, blocks_of(clip.stream))
        return RecutClip(blob.size, blob.sha256, clip.quality.to_mapping())

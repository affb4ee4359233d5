"""Decoding a recording part by part, and holding the limits."""

from collections.abc import Iterator
from typing import BinaryIO

from shrutik_audio.containers.boxes import tells_too_little
from shrutik_audio.containers.parts import parts
from shrutik_audio.containers.tags import sound_begins, sound_ends
from shrutik_audio.containers.window import window
from shrutik_audio.decoding.counting import Piece, without_beeps
from shrutik_audio.decoding.decoder import Declared
from shrutik_audio.decoding.first_form import FirstForm
from shrutik_audio.decoding.resilient import RELIABLE_LENGTH, ResilientDecoder
from shrutik_audio.samples import Block, clean
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import AudioFacts, Damage
from shrutik_core.recordings.frames import cut_frame
from shrutik_core.recordings.media import NOT_ACCEPTED, SNIFF_BYTES, MediaType, sniff
from shrutik_core.shared.errors import Invalid

_EXPANSION_FROM = 1 << 26
# Without loss, speech takes a fifth of its size or more; hours of silence alone would pass for more than that.
_LOSSLESS_SHARE = 0.25
_IN_FRAMES = frozenset({MediaType.MP3, MediaType.AAC})
# No recorder splits that often, and each part costs an opening.
_MOST_PARTS = 4_000


def _untagged(source: BinaryIO) -> tuple[BinaryIO, MediaType]:
    """The file without the tags around its sound, and what it is: told from the sound itself, as any may have tags."""
    source.seek(0)
    head = source.read(SNIFF_BYTES)
    if not head:
        raise Invalid("empty", "The file is empty: record again and send the new file.")
    media = sniff(head)
    if media is None:
        raise Invalid("unsupported_media", NOT_ACCEPTED)
    if media not in _IN_FRAMES:
        return source, media
    start, size = sound_begins(source), source.seek(0, 2)
    source.seek(start)
    head = source.read(SNIFF_BYTES)
    media = sniff(head) or media
    if media in _IN_FRAMES:
        start += cut_frame(head)
    end = sound_ends(source, size) if media is MediaType.MP3 else size
    if (start, end) == (0, size):
        return source, media
    return window(source, start, max(start, end)), media


class Decoding:
    """One recording on its way from a file to samples.

    Args:
        source: read from its start.
        limits: what is refused; None if the recording was accepted before.

    Raises:
        Invalid: as `AudioProcessor` lists them.
    """

    def __init__(self, source: BinaryIO, limits: AudioLimits | None = None) -> None:
        self._limits = limits
        untagged, self._media = _untagged(source)
        self._size = untagged.seek(0, 2)
        self._parts = parts(untagged, self._media, self._size)
        self._part = ResilientDecoder(next(self._parts, untagged), self._media, self._check_coming)
        wrapped = self._media is MediaType.WAV and tells_too_little(untagged, self._size)
        self._damage = frozenset({Damage.HEADER} if wrapped else ())
        self.declared = self._part.declared
        self._frames = 0
        try:
            self._check_form(self.declared)
            self._check_size(self.declared)
        except Invalid:
            self.close()
            raise

    def _check_form(self, declared: Declared) -> None:
        limits = self._limits or AudioLimits()
        if declared.channels < 1 or declared.rate < 1:
            raise Invalid("damaged", "The file's header is damaged: export or record it again.")
        if declared.channels > limits.max_channels:
            raise Invalid(
                "too_many_channels",
                f"The file has {declared.channels} channels: send one with {limits.max_channels} or fewer.",
                extra={"most": limits.max_channels},
            )
        if not limits.min_rate <= declared.rate <= limits.max_rate:
            raise Invalid(
                "unsupported_rate",
                f"The file has {declared.rate} samples per second: send one with "
                f"{limits.min_rate} to {limits.max_rate}.",
                extra={"least": limits.min_rate, "most": limits.max_rate},
            )

    def _check_size(self, declared: Declared) -> None:
        limits = self._limits or AudioLimits(max_seconds=1e9)
        if declared.frames is not None and self._media in RELIABLE_LENGTH:
            self._check_length(declared.frames, declared.rate, limits)
            self._check_expansion(declared.frames, declared, limits)

    @staticmethod
    def _check_length(frames: int, rate: int, limits: AudioLimits) -> None:
        if frames > limits.max_seconds * rate:
            raise Invalid(
                "too_long",
                f"The recording is longer than {limits.max_seconds:g} s: cut it into shorter files.",
                extra={"most_seconds": limits.max_seconds},
            )

    def _check_expansion(self, frames: int, declared: Declared, limits: AudioLimits) -> None:
        decoded = 2 * frames * declared.channels
        most = limits.max_expansion * (1 if declared.lossy else _LOSSLESS_SHARE)
        if decoded > _EXPANSION_FROM and decoded > most * self._size:
            raise Invalid(
                "too_long", "The file unpacks to far more sound than its size can hold: export it again as FLAC."
            )

    def blocks(self) -> Iterator[Block]:
        """The samples in order, cleaned: numbers within full scale, (frames, channels) in blocks of one dtype."""
        return (piece.block for piece in self.pieces())

    def pieces(self) -> Iterator[Piece]:
        """The same, and of each block whether it counts for the figures."""
        return without_beeps(self._cleaned(), self.declared.rate)

    def _cleaned(self) -> Iterator[Piece]:
        for block in self._all():
            cleaned, broken, over = clean(block, lossy=self.declared.lossy)
            if broken:
                self._damage |= {Damage.NON_FINITE}
            if over:
                self._damage |= {Damage.OVER_RANGE}
            self._frames += len(block)
            self._check_coming(0)
            yield Piece(cleaned, not self._part.fills)

    def _check_coming(self, frames: int) -> None:
        """Holds the limits for what was decoded and so many frames more, before those are made."""
        if self._limits is not None:
            self._check_length(self._frames + frames, self.declared.rate, self._limits)
            self._check_expansion(self._frames + frames, self.declared, self._limits)

    def _all(self) -> Iterator[Block]:
        """Blocks of every part, in the form of the first, but for those that cannot be read."""
        form = FirstForm(self.declared.rate, self.declared.channels)
        yield from self._in_form(form)
        for number, source in enumerate(self._parts):
            self._damage |= {Damage.HEADER}
            if number == _MOST_PARTS:
                self._damage |= {Damage.CORRUPT}
                break
            self._part.close()
            try:
                self._part = ResilientDecoder(source, self._media, self._check_coming)
                self._check_form(self._part.declared)
            except Invalid:
                self._damage |= {Damage.CORRUPT}
                continue
            yield from self._in_form(form)
        yield from form.rest()

    def _in_form(self, form: FirstForm) -> Iterator[Block]:
        for block in self._part.blocks():
            yield from form.bring(block, self._part.declared.rate)
        self._damage |= self._part.damage

    def facts(self) -> AudioFacts:
        """What was decoded; to be asked once `blocks` has ended.

        Raises:
            Invalid: ``no_audio`` if no sample came out, ``too_short`` below the limit.
        """
        declared = self.declared
        if not self._frames:
            raise Invalid("no_audio", "The file holds no sound: record again and send the new file.")
        if self._limits is not None and self._frames < self._limits.min_seconds * declared.rate:
            detail = f"The recording is shorter than {self._limits.min_seconds:g} s: record again."
            raise Invalid("too_short", detail, extra={"least_seconds": self._limits.min_seconds})
        return AudioFacts(
            container=declared.container,
            codec=declared.codec,
            sample_rate=declared.rate,
            channels=declared.channels,
            samples=self._frames,
            bits=declared.bits,
            float_samples=declared.float_samples,
            lossy=declared.lossy,
            damage=tuple(sorted(self._damage)),
        )

    def close(self) -> None:
        """Lets go of the decoder; the source stays open."""
        self._part.close()

"""Choosing a decoder from the content, going on with another where one fails, and holding the limits."""

from collections.abc import Iterator
from typing import BinaryIO

from shrutik_audio.convert import clean
from shrutik_audio.declared import Block, Broken, Declared, Decoder
from shrutik_audio.ffmpeg import FfmpegDecoder
from shrutik_audio.header import header_damage
from shrutik_audio.mp3_header import tells_length
from shrutik_audio.sndfile import SndfileDecoder
from shrutik_audio.tags import sound_begins, sound_ends
from shrutik_audio.window import window
from shrutik_core.ports.audio import AudioLimits
from shrutik_core.recordings.facts import AudioFacts, Damage
from shrutik_core.recordings.media import SNIFF_BYTES, MediaType, sniff
from shrutik_core.shared.errors import Invalid

# Not MP3: libsndfile's reader (mpg123) writes to the standard error stream, and cannot be told not to.
_SNDFILE_FIRST = frozenset({MediaType.WAV, MediaType.FLAC, MediaType.AIFF})
_RELIABLE_LENGTH = frozenset({MediaType.WAV, MediaType.FLAC, MediaType.MP4, MediaType.WEBM, MediaType.OGG})
_EXPANSION_FROM = 1 << 26
# Without loss, speech takes a fifth of its size or more; hours of silence alone would pass for more than that.
_LOSSLESS_SHARE = 0.25
_MISSING = 0.1


def _untagged(source: BinaryIO) -> tuple[BinaryIO, MediaType]:
    """The file without the tags around its sound, and what it is: told from the sound itself, as any may have tags."""
    source.seek(0)
    head = source.read(SNIFF_BYTES)
    if not head:
        raise Invalid("empty", "The file is empty: record again and send the new file.")
    media = sniff(head)
    if media is None:
        raise Invalid(
            "unsupported_media",
            "This is no sound file that can be read: send WAV, FLAC, Ogg, MP3, WebM, M4A, AAC, AIFF or AMR.",
        )
    if media is not MediaType.MP3:
        return source, media
    start, size = sound_begins(source), source.seek(0, 2)
    source.seek(start)
    media = sniff(source.read(SNIFF_BYTES)) or media
    end = sound_ends(source, size) if media is MediaType.MP3 else size
    return window(source, start, max(start, end)), media


def _open(source: BinaryIO, media: MediaType) -> Decoder:
    """The first decoder that finds sound in the file."""
    if media in _SNDFILE_FIRST:
        try:
            decoder = SndfileDecoder(source)
            if decoder.declared.frames != 0:
                return decoder
            decoder.close()
        except Broken:
            pass  # the other decoder says whether the file can be read at all
    try:
        return FfmpegDecoder(source, media)
    except Broken as error:
        raise Invalid(
            "damaged", "The file is damaged, nothing of it could be read: export or record it again."
        ) from error


class Decoding:
    """One recording on its way through the decoders.

    Args:
        source: read from its start.
        limits: what is refused; None where the recording was let in before.

    Raises:
        Invalid: as `AudioWorkshop` lists them.
    """

    def __init__(self, source: BinaryIO, limits: AudioLimits | None = None) -> None:
        self._limits = limits
        self._source, self._media = _untagged(source)
        self._size = self._source.seek(0, 2)
        self._damage: frozenset[Damage] = header_damage(self._source, self._media, self._size)
        self._decoder = _open(self._source, self._media)
        self.declared = self._decoder.declared
        self._frames = 0
        try:
            self._check_declared(self.declared)
        except Invalid:
            self.close()
            raise

    def _check_declared(self, declared: Declared) -> None:
        limits = self._limits or AudioLimits(max_seconds=1e9)
        if declared.channels < 1 or declared.rate < 1:
            raise Invalid("damaged", "The file's header is damaged: export or record it again.")
        if declared.channels > limits.max_channels:
            raise Invalid(
                "too_many_channels",
                f"The file has {declared.channels} channels: send one with {limits.max_channels} or fewer.",
            )
        if not limits.min_rate <= declared.rate <= limits.max_rate:
            raise Invalid(
                "unsupported_rate",
                f"The file has {declared.rate} samples per second: send one with "
                f"{limits.min_rate} to {limits.max_rate}.",
            )
        if declared.frames is not None and self._media in _RELIABLE_LENGTH:
            self._check_length(declared.frames, declared.rate, limits)
            self._check_expansion(declared.frames, declared, limits)

    @staticmethod
    def _check_length(frames: int, rate: int, limits: AudioLimits) -> None:
        if frames > limits.max_seconds * rate:
            raise Invalid(
                "too_long",
                f"The recording is longer than {limits.max_seconds:g} s: cut it into shorter files.",
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
        for block in self._resilient():
            cleaned, broken, over = clean(block, lossy=self.declared.lossy)
            if broken:
                self._damage |= {Damage.NON_FINITE}
            if over:
                self._damage |= {Damage.OVER_RANGE}
            self._frames += len(block)
            if self._limits is not None:
                self._check_length(self._frames, self.declared.rate, self._limits)
                self._check_expansion(self._frames, self.declared, self._limits)
            yield cleaned
        self._damage |= self._decoder.damage
        if self._ends_early():
            self._damage |= {Damage.TRUNCATED}

    def _ends_early(self) -> bool:
        """Whether more than a tenth of a second is missing of what was declared."""
        declared = self.declared.frames
        if declared is None or declared - self._frames <= self.declared.rate * _MISSING:
            return False
        return self._media in _RELIABLE_LENGTH or (
            self._media is MediaType.MP3 and tells_length(self._source, self._size)
        )

    def _resilient(self) -> Iterator[Block]:
        """Blocks of the first decoder and, should it break, of FFmpeg from where the first stopped."""
        given = 0
        try:
            for block in self._decoder.blocks():
                yield block
                given += len(block)
        except Broken:
            self._damage |= {Damage.CORRUPT}
            yield from self._second(given)

    def _second(self, skip: int) -> Iterator[Block]:
        self._decoder.close()
        try:
            self._decoder = FfmpegDecoder(self._source, self._media)
        except (Broken, Invalid):
            return
        declared = self._decoder.declared
        if (declared.rate, declared.channels) != (self.declared.rate, self.declared.channels):
            return
        for block in self._decoder.blocks():
            kept = block[skip:]
            skip = max(0, skip - len(block))
            if len(kept):
                yield kept

    def facts(self) -> AudioFacts:
        """What was decoded; to be asked once `blocks` has ended.

        Raises:
            Invalid: ``no_audio`` where no sample came out, ``too_short`` below the limit.
        """
        declared = self.declared
        if not self._frames:
            raise Invalid("no_audio", "The file holds no sound: record again and send the new file.")
        if self._limits is not None and self._frames < self._limits.min_seconds * declared.rate:
            raise Invalid("too_short", f"The recording is shorter than {self._limits.min_seconds:g} s: record again.")
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
        self._decoder.close()

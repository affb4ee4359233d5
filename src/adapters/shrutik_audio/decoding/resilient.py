"""One sound on its way through the decoders, going on with another if one fails."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from shrutik_audio.containers.boxes import lacks_index, without_cut_head
from shrutik_audio.containers.damage import header_damage
from shrutik_audio.containers.mp3 import is_plain, tells_length
from shrutik_audio.containers.window import window
from shrutik_audio.decoding.decoder import Broken, Declared, Decoder
from shrutik_audio.decoding.ffmpeg import FfmpegDecoder
from shrutik_audio.decoding.sndfile import SndfileDecoder
from shrutik_audio.samples import Block
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType
from shrutik_core.shared.errors import Invalid

# Not for MP3: its reader (mpg123) writes notes to the error stream of the process, and cannot be told not to.
_SNDFILE_FIRST = frozenset({MediaType.WAV, MediaType.FLAC, MediaType.AIFF})
RELIABLE_LENGTH = frozenset({MediaType.WAV, MediaType.FLAC, MediaType.MP4, MediaType.WEBM, MediaType.OGG})
"""Containers whose declared length can be believed."""
_MISSING, _DRIFT = 0.1, 1e-3
_UNREADABLE = "The file is damaged and none of it could be read: export or record it again."
_NO_INDEX = (
    "The file has no index, which says where its sound lies: the recording or its transfer broke off before that was "
    "written, and nothing can be recovered from it. Send the whole file, or record again."
)


def _open(source: BinaryIO, media: MediaType, damage: frozenset[Damage], announce: Callable[[int], None]) -> Decoder:
    """The first decoder that finds sound in the file."""
    # libsndfile would take the length in a FLAC's header for true even if it is not.
    if media in _SNDFILE_FIRST and not (media is MediaType.FLAC and Damage.HEADER in damage):
        try:
            decoder = SndfileDecoder(source)
            if decoder.declared.frames != 0:
                return decoder
            decoder.close()
        except Broken:
            pass  # the other decoder says whether the file can be read at all
    without_index = media is MediaType.MP4 and lacks_index(source, source.seek(0, 2))
    try:
        return FfmpegDecoder(source, media, announce)
    except Broken as error:
        raise Invalid("damaged", _NO_INDEX if without_index else _UNREADABLE) from error
    except Invalid as error:
        if not without_index:
            raise
        raise Invalid("damaged", _NO_INDEX) from error


class ResilientDecoder:
    """A sound that a decoder opened.

    Args:
        source: read from its start; holds one sound and nothing around it.
        media: what it is.
        announce: told of silence, in samples, before it is given for what is missing; may raise `Invalid`.

    Raises:
        Invalid: ``damaged`` or ``no_audio`` if no decoder can open it.
    """

    def __init__(self, source: BinaryIO, media: MediaType, announce: Callable[[int], None]) -> None:
        self._media, self._size = media, source.seek(0, 2)
        self.damage = header_damage(source, media, self._size)
        end = without_cut_head(source, self._size) if media is MediaType.MP4 else self._size
        self._source = source if end == self._size else window(source, 0, end)
        self._decoder = _open(self._source, media, self.damage, announce)
        self.declared: Declared = self._decoder.declared

    def blocks(self) -> Iterator[Block]:
        """Blocks of the first decoder and, should it break, of FFmpeg from where the first stopped; once only."""
        given = 0
        for block in self._all():
            yield block
            given += len(block)
        self.damage |= self._decoder.damage
        if self._ends_early(given):
            self.damage |= {Damage.TRUNCATED}

    @property
    def fills(self) -> bool:
        """Whether the block given last is silence in place of what is missing."""
        return self._decoder.fills

    def _all(self) -> Iterator[Block]:
        given = 0
        try:
            for block in self._decoder.blocks():
                yield block
                given += len(block)
        except Broken as error:
            self.damage |= {error.damage}
            yield from self._second(given)

    def _second(self, skip: int) -> Iterator[Block]:
        self._decoder.close()
        try:
            self._decoder = FfmpegDecoder(self._source, self._media)
        except (Broken, Invalid):
            return
        if not self._decoder.declared.fits(self.declared):
            return
        for block in self._decoder.blocks():
            kept = block[skip:]
            skip = max(0, skip - len(block))
            if len(kept):
                yield kept

    def _ends_early(self, given: int) -> bool:
        """Whether more than a tenth of a second is missing of what was declared, and more than a clock may be off.

        The length of a lossy coding in a WAV is often a guess from its bit rate; its bytes tell whether it broke off.
        """
        declared = self.declared.frames
        if declared is None or (self._media is MediaType.WAV and self.declared.lossy):
            return False  # whether bytes are missing of a WAV, its header tells; of lossy ones the samples are a guess
        drift = declared * _DRIFT if self._media is MediaType.WEBM else 0
        if declared - given <= self.declared.rate * _MISSING + drift:
            return False
        if self._media is MediaType.MP3:
            return tells_length(self._source, self._size) and not is_plain(self._source, self._size)
        return self._media in RELIABLE_LENGTH and not (self._media is MediaType.WAV and self.declared.lossy)

    def close(self) -> None:
        """Lets go of the decoder; the source stays open."""
        self._decoder.close()

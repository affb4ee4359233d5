"""Decoding through FFmpeg (PyAV): WebM, MP4, MP3, Ogg, AAC, AMR, and what libsndfile finds broken."""

from collections.abc import Callable, Iterator
from itertools import chain, repeat
from typing import Any, BinaryIO

import av
import av.error
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from shrutik_audio.containers import amr
from shrutik_audio.containers.boxes import is_fragmented
from shrutik_audio.containers.ogg import last_page, links
from shrutik_audio.containers.tags import is_tag
from shrutik_audio.decoding.amr import AmrPackets
from shrutik_audio.decoding.declaring import Shape, declare
from shrutik_audio.decoding.decoder import Broken
from shrutik_audio.decoding.first_form import FirstForm, can_follow
from shrutik_audio.decoding.gathering import Gathered
from shrutik_audio.decoding.placing import Mark, Placing
from shrutik_audio.decoding.twice import as_coded
from shrutik_audio.samples import BLOCK, Block
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType
from shrutik_core.shared.errors import Invalid

# The demuxer is named, never guessed: a guess could take a text for a playlist and open what it points to.
DEMUXERS = {media: media.name.lower() for media in MediaType} | {MediaType.WEBM: "matroska", MediaType.MP4: "mov"}
"""FFmpeg's name for what reads each container; for most it is the container's own."""
_IO_BUFFER = 1 << 18
_MAX_BAD_PACKETS = 1_000
# First an edit list in its plainest reading, which still tells where the sound begins; then no edit list at all.
_LESS_EDITED = ({"advanced_editlist": "0"}, {"ignore_editlist": "1"})
# What a demuxer may stumble over in the middle of a file, and go on behind.
_GOES_ON = (av.error.InvalidDataError, av.error.UndefinedError, av.error.PatchWelcomeError)
# The first packet of a chained stream still has a time of the one before, and older builds of FFmpeg give its two
# headers as packets, too.
_FIRST_OF_LINK = 4
_TIMED = frozenset({MediaType.WEBM, MediaType.MP4, MediaType.OGG, MediaType.FLAC})
# An Opus packet of so few bytes says that nothing comes for a while: its sender heard a pause.
_OPUS_PAUSE = 2
_OPUS_SKIP = slice(10, 12)
_NEVER = 1 << 63
_ADTS_HEAD = 7
# Tags in no known encoding never refuse a recording: from version 19 on PyAV keeps them of its own accord.
_ANY_TAGS: dict[str, Any] = {"metadata_errors": "replace"} if hasattr(InputContainer, "metadata_errors") else {}


class FfmpegDecoder:
    """A file that FFmpeg opened.

    Args:
        source: read from its start.
        media: what it is.
        announce: told of silence, in samples, before it is given for what is missing; may raise `Invalid`.

    Raises:
        Broken: if FFmpeg cannot open it.
        Invalid: ``no_audio`` if it holds no sound.
    """

    def __init__(self, source: BinaryIO, media: MediaType, announce: Callable[[int], None] = lambda _: None) -> None:
        self._source, self._media, self._announce = source, media, announce
        self.damage: frozenset[Damage] = frozenset()
        self.fills = False
        if media is MediaType.AMR and not amr.holds_speech(source):
            raise Broken("no speech in it")
        self._links = links(source) if media is MediaType.OGG else ()
        ends = last_page(source, source.seek(0, 2)) if media is MediaType.OGG and not self._links else None
        self._last_page = _NEVER if ends is None else ends
        from_zero = media is MediaType.OGG or (media is MediaType.MP4 and is_fragmented(source))
        shape = Shape(media, bool(self._links), from_zero)
        source.seek(0)
        adts = source.read(_ADTS_HEAD) if media is MediaType.AAC else b""
        self._container, self._stream = self._open({})
        self._marks: dict[AudioFrame, Mark] = {}
        self._anew = False
        frames = self._frames()
        first = next(frames, None)
        self._coming = frames if first is None else chain([first], frames)
        # What a file says of its coding may be half the rate and the channels that come out: the first frame knows.
        declared = declare(self._container, self._stream, shape, first)
        coding = adts or self._stream.codec_context.extradata or b""
        self.declared, self._coming = as_coded(declared, coding, self._coming)

    def _open(self, options: dict[str, str]) -> tuple[InputContainer, AudioStream]:
        self._source.seek(0)
        try:
            container: InputContainer = av.open(
                self._source, "r", DEMUXERS[self._media], options, buffer_size=_IO_BUFFER, **_ANY_TAGS
            )
        except (av.error.FFmpegError, ValueError, OSError) as error:
            raise Broken(str(error)) from error
        if not container.streams.audio:
            container.close()
            raise Invalid("no_audio", "The file holds no sound: send an audio file.")
        stream = container.streams.audio[0]
        if stream.codec_context is None:
            container.close()
            raise Broken("no decoder for its coding")
        return container, stream

    def _frames(self) -> Iterator[AudioFrame]:
        """Frames as the edit list of an MP4 has them; if it leaves nothing, with less and less regard to it."""
        frames = self._decoded()
        first = next(frames, None)
        for options in _LESS_EDITED if self._media is MediaType.MP4 else ():
            if first is not None:
                break
            self.close()
            self._container, self._stream = self._open(options)
            frames = self._decoded()
            first = next(frames, None)
            self.damage |= {Damage.HEADER}
        if first is not None:
            yield first
            yield from frames

    def _decoded(self) -> Iterator[AudioFrame]:
        """What packets decode to; an error of a decoder, whatever it is, costs one packet."""
        good = bad = 0
        opus, pauses = self._stream.codec_context.name == "opus", AmrPackets.of(self._stream)
        paused, last_page = False, self._last_page
        for packet in self._packets():
            try:
                frames = pauses.decode(packet) if pauses else packet.decode()
            except av.error.FFmpegError:
                self.damage |= frozenset() if is_tag(bytes(packet)) else {Damage.CORRUPT}
                bad += 1
                if bad > _MAX_BAD_PACKETS + good:
                    return
                continue
            except ValueError as error:
                raise Broken("no decoder for its coding") from error
            good += 1
            ends = last_page < _NEVER and packet.pos is not None and packet.pos >= last_page
            if paused or ends or self._anew:
                self._marks |= dict.fromkeys(frames, Mark(self._anew, paused, ends))
            yield from frames
            if opus:
                paused = packet.size <= _OPUS_PAUSE
            elif pauses:
                paused = pauses.paused
        if pauses and pauses.broken:
            self.damage |= {Damage.CORRUPT}

    def _packets(self) -> Iterator["Packet[AudioStream]"]:
        """Packets to the end of the file; goes on behind what the demuxer cannot make out."""
        links = list(self._links)
        for _ in range(_MAX_BAD_PACKETS):
            packets = self._container.demux(self._stream)
            try:
                yield from self._linked(packets, links) if links else packets
            except (av.error.FFmpegError, OSError) as error:
                self.damage |= {Damage.CORRUPT}
                if not isinstance(error, _GOES_ON):
                    return
            else:
                return

    def _linked(self, packets: Iterator["Packet[AudioStream]"], links: list[int]) -> Iterator["Packet[AudioStream]"]:
        """Packets of chained streams; marks the first of each that follows."""
        first = 0
        for packet in packets:
            while links and packet.pos is not None and packet.pos >= links[0]:
                del links[0]
                first = _FIRST_OF_LINK
            self._anew = first > 0
            first -= self._anew
            yield packet

    def _placed(self) -> Iterator[tuple[AudioFrame, int, bool]]:
        """Frames, each with how many samples of silence go before it."""
        if self._media not in _TIMED:
            return zip(self._coming, repeat(0), repeat(object=False))
        scale = float(self._stream.time_base or 0) * self.declared.rate
        length = self.declared.frames
        if length is not None and self._stream.codec_context.name == "opus":
            # What a decoder is to skip at the start was counted too.
            length -= int.from_bytes((self._stream.codec_context.extradata or b"")[_OPUS_SKIP], "little")
        return Placing(self.declared.rate, scale, length, self._marks).placed(self._coming)

    def blocks(self) -> Iterator[Block]:
        """See `Decoder.blocks`."""
        form = FirstForm(self.declared.rate, self.declared.channels)
        for block, rate in self._gathered():
            yield from form.bring(block, rate)
        yield from form.rest()

    def _gathered(self) -> Iterator[tuple[Block, int]]:
        """Blocks in the form that their frames have, each with its rate."""
        held: Gathered | None = None
        total = last = 0
        for frame, missing, lost in self._placed():
            form, rate, channels = frame.format.name, frame.sample_rate, frame.layout.nb_channels
            changes = held is None or form != held.form or rate != held.rate or channels != held.channels
            if held is not None and held.count and (held.count >= BLOCK or missing or changes):
                yield held.take(), held.rate
            if held is None or changes:
                if not self._goes_on(rate, rate if held is None else held.rate):
                    return
                held = Gathered(form, channels, rate)
            if missing:
                self._announce(missing)
                self.damage |= {Damage.GAP} if lost else frozenset()
                self.fills = True
                yield from zip(held.silence(round(missing * rate / self.declared.rate)), repeat(rate))
                self.fills = False
            held.add(frame)
            last = frame.samples
            total += missing + last
        if held is not None and held.count:
            held.drop(self._padding(total, last))
            yield held.take(), held.rate

    def _goes_on(self, rate: int, before: int) -> bool:
        """Whether frames of this rate may belong to the recording; flags what the change cost."""
        follows = can_follow(rate, self.declared.rate)
        # FFmpeg takes the first frame of another rate for no frame of a FLAC.
        if not follows or (self._media is MediaType.FLAC and rate != before):
            self.damage |= {Damage.CORRUPT}
        return follows

    def _padding(self, total: int, last: int) -> int:
        """How much of the last frame an MP4 declares not to be sound, but to fill the frame up."""
        over = total - (self.declared.frames or total)
        return over if self._media is MediaType.MP4 and 0 < over < last else 0

    def close(self) -> None:
        """See `Decoder.close`."""
        self._container.close()

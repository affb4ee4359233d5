"""The child's program: decodes what it is asked to, within its limits, until nobody asks any more."""

import contextlib
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

import attrs

from shrutik_audio.clips.cutting import SoundCutting
from shrutik_audio.clips.pictures import SoundPictures
from shrutik_audio.confined.decoder_child import FAULTY, OUT_OF_MEMORY, READY, REST_SECONDS
from shrutik_audio.confined.wire import Failure, receive, send, send_stream
from shrutik_audio.processor import SoundProcessor
from shrutik_core.chunking.envelope import Features
from shrutik_core.ports.audio import AudioAnalysis, AudioSurvey, ClipFormat, EncodedClip
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.shared.spans import Span

# What `ps` and `top` show.
_NAME = Path("/proc/self/comm")


class _Decoder:
    """Answers one request after another; keeps what the last analysis may spare the cutting that follows."""

    def __init__(self, wire: socket.socket, cpu: float) -> None:
        self._wire, self._cpu = wire, cpu
        self._processor, self._pictures = SoundProcessor(), SoundPictures()
        self._replay: object = None
        self._number = 0
        self._cutting: SoundCutting | None = None
        self._clips: Iterator[EncodedClip] = iter(())
        self._source: BinaryIO | None = None
        self._answers: Mapping[str, Callable[..., None]] = {
            "check": self._check,
            "analyse": self._analyse,
            "listen": self._listen,
            "cut": self._cut,
            "next": self._next,
            "quality": self._quality,
            "peaks": self._peaks,
            "spectrogram": self._spectrogram,
        }

    def answer(self, request: tuple[object, ...], file: int | None, name: str) -> None:
        """Do what is asked and say what came of it."""
        what, *given = request
        try:
            if file is not None:
                _allow(self._cpu)
                self._take(file, name)
            self._answers[str(what)](*given)
        except ShrutikError as error:
            send(self._wire, Failure.of(error))

    def _take(self, file: int, name: str) -> None:
        if self._source is not None:
            self._source.close()
        # Named as it is where it came from: libsndfile is quicker with a path.
        self._source = open(name or file, "rb", opener=lambda *_: file)  # noqa: SIM115 - lasts till the next

    @property
    def _recording(self) -> BinaryIO:
        return cast("BinaryIO", self._source)

    def _check(self, limits: AudioLimits) -> None:
        self._processor.check(self._recording, limits)
        send(self._wire, None)

    def _analyse(self, limits: AudioLimits) -> None:
        self._tell(self._processor.analyse(self._recording, limits))

    def _listen(self, limits: AudioLimits) -> None:
        self._tell(self._processor.listen(self._recording, limits))

    def _tell(self, found: AudioAnalysis | AudioSurvey) -> None:
        self._replay, self._number = found.replay, self._number + 1
        kept = self._number if found.replay is not None else None
        send(self._wire, attrs.evolve(found, replay=kept))

    def _cut(self, spans: tuple[Span, ...], clip: ClipFormat, kept: int | None) -> None:
        replay = self._replay if kept is not None and kept == self._number else None
        self._cutting = self._processor.cut(self._recording, spans, clip, replay=replay)
        self._clips = iter(self._cutting)
        self._number += 1
        send(self._wire, self._number)

    def _next(self) -> None:
        clip = next(self._clips, None)
        if clip is None:
            send(self._wire, None)
            return
        send(self._wire, (clip.index, clip.span, clip.media_type, clip.bytes, clip.quality))
        send_stream(self._wire, clip.stream)

    def _quality(self, number: int, features: Features) -> None:
        known = self._cutting if number == self._number else None
        send(self._wire, known.quality(features) if known is not None else None)

    def _peaks(self) -> None:
        send(self._wire, self._pictures.peaks(self._recording).to_bytes())

    def _spectrogram(self) -> None:
        send(self._wire, self._pictures.spectrogram(self._recording))


def _allow(cpu: float) -> None:
    """Let so many more seconds of processor time pass before the system ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + cpu) + 1, most))


def _end_with_parent() -> None:
    """Ends this process at once when the other end of its standard input is closed, as it is when the parent dies."""
    os.read(0, 1)
    os._exit(0)


def _end_as_faulty(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tells a fault of the program from a library that ends the process."""
    sys.__excepthook__(kind, error, trace)
    os._exit(FAULTY)


def main() -> None:
    """Decode for the parent: ``python -m shrutik_audio.confined.child DESCRIPTOR MEMORY CPU``."""
    descriptor, memory, cpu = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.excepthook = _end_as_faulty
    if _NAME.exists():
        _NAME.write_text("shrutik decoder", encoding="ascii")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(ValueError):  # macOS knows the limit and takes none
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with socket.socket(fileno=descriptor) as wire:
        wire.settimeout(REST_SECONDS)
        decoder = _Decoder(wire, cpu)
        send(wire, READY)
        try:
            while True:
                (request, name), file = cast("tuple[tuple[tuple[object, ...], str], int | None]", receive(wire))
                wire.settimeout(None)
                decoder.answer(request, file, name)
                wire.settimeout(REST_SECONDS)
        except (EOFError, TimeoutError):
            return
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()

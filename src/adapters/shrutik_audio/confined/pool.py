"""The decoders of one process: as many as may work at once, started when they are needed."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from shrutik_audio.confined.allowance import Allowance
from shrutik_audio.confined.decoder_child import DecoderChild, IdleEndError

# What libraries lose track of does not add up for ever.
_USES = 500


class DecoderPool:
    """Lends decoders, one to a thread at a time; ended by `close` or with this process.

    Args:
        size: decoders at once; more threads than that wait.
        allowance: what each may take for one recording.
        patience: seconds that a thread waits for a decoder that is there before it has another one started.
    """

    def __init__(self, size: int, allowance: Allowance, patience: float = 0.0) -> None:
        self._size, self._allowance, self._patience = size, allowance, patience
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._busy = 0
        self._idle: list[DecoderChild] = []
        self._uses: dict[DecoderChild, int] = {}

    @contextmanager
    def lent(self, wished: DecoderChild | None = None) -> Iterator[DecoderChild]:
        """A decoder of one's own for a while: the one that is wished for if it is idle, or any."""
        with self._changed:
            self._wait()
            self._busy += 1
            idle = self._idle_one(wished)
        try:
            decoder = idle or self._started()
            try:
                yield decoder
            finally:
                self._give_back(decoder)
        finally:
            with self._changed:
                self._busy -= 1
                self._changed.notify()

    def ask(self, *request: object, source: BinaryIO) -> tuple[DecoderChild, object]:
        """What any decoder answers, and which it was; raises as `DecoderChild.ask`."""
        while True:
            with self.lent() as decoder:
                try:
                    return decoder, decoder.ask(*request, source=source)
                except IdleEndError:
                    continue

    def close(self) -> None:
        """End all decoders; whoever waits for the answer of one is told that it was lost."""
        with self._lock:
            idle, self._idle = self._idle, []
            for decoder in self._uses:
                decoder.kill()
        for decoder in idle:
            self._forget(decoder)

    def _wait(self) -> None:
        """Wait until a decoder is idle, or another one may be started."""
        patient_until = time.monotonic() + self._patience
        while self._busy and not self._idle:
            left = patient_until - time.monotonic()
            if self._busy < self._size and left <= 0:
                return
            self._changed.wait(left if self._busy < self._size else None)

    def _idle_one(self, wished: DecoderChild | None) -> DecoderChild | None:
        if wished in self._idle:
            self._idle.remove(wished)
            self._idle.append(wished)
        while self._idle:
            decoder = self._idle.pop()
            if decoder.alive:
                self._uses[decoder] += 1
                return decoder
            self._forget(decoder)
        return None

    def _started(self) -> DecoderChild:
        decoder = DecoderChild(self._allowance)
        with self._lock:
            self._uses[decoder] = 1
        return decoder

    def _give_back(self, decoder: DecoderChild) -> None:
        with self._lock:
            if decoder.alive and self._uses[decoder] < _USES:
                self._idle.append(decoder)
            else:
                self._forget(decoder)

    def _forget(self, decoder: DecoderChild) -> None:
        self._uses.pop(decoder, None)
        decoder.end()

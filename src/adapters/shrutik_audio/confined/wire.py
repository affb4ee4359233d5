"""The wire between a decoder and whoever asks it: small messages, files as descriptors, known values only."""

import io
import pickle
import socket
import struct
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, BinaryIO

import attrs

from shrutik_core.shared.errors import (
    Conflict,
    FieldError,
    Invalid,
    Missing,
    Refused,
    ShrutikError,
    TooLarge,
    Unavailable,
    Unreadable,
    Unsupported,
)

_KINDS: Mapping[str, type[ShrutikError]] = {
    kind.__name__: kind
    for kind in (Conflict, Invalid, Missing, Refused, TooLarge, Unavailable, Unreadable, Unsupported)
}
_HEAD = struct.Struct("!QB")
_BLOCK = 1 << 18
# All that a message is made of: values of the core, and arrays. Whatever else a decoder sends is not looked at.
_KNOWN = frozenset({
    "shrutik_audio.confined.wire.Failure", "shrutik_core.chunking.envelope.Features",
    "shrutik_core.chunking.speech.SpeechTrack", "shrutik_core.ports.audio.AudioAnalysis",
    "shrutik_core.ports.audio.AudioSurvey", "shrutik_core.ports.audio.ClipFormat",
    "shrutik_core.ports.audio_check.AudioLimits", "shrutik_core.recordings.facts.AudioFacts",
    "shrutik_core.recordings.facts.Damage", "shrutik_core.recordings.fingerprint.Fingerprint",
    "shrutik_core.recordings.media.MediaType", "shrutik_core.recordings.quality.Quality",
    "shrutik_core.shared.errors.FieldError", "shrutik_core.shared.spans.Span", "numpy.ndarray", "numpy.dtype",
    "numpy._core.multiarray._reconstruct", "numpy._core.multiarray.scalar", "numpy._core.numeric._frombuffer",
})  # fmt: skip


@attrs.frozen
class Failure:
    """An error of the family on its way to whoever asked."""

    kind: str
    code: str
    detail: str
    fields: tuple[FieldError, ...] = ()

    @classmethod
    def of(cls, error: ShrutikError) -> "Failure":
        """What is told of an error."""
        return cls(type(error).__name__, error.code, error.detail, error.errors)

    def error(self) -> ShrutikError:
        """The error that was told of."""
        return _KINDS[self.kind](self.code, self.detail, errors=self.fields)


class _Writer(pickle.Pickler):
    """Tells the members of an enumeration by class and value; before 3.11.4 Python has its readers call `getattr`."""

    def reducer_override(self, obj: object) -> Any:  # noqa: ANN401 - pickle's signature
        """How a member is made again; everything else as pickle has it."""
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


class _Reader(pickle.Unpickler):
    """Makes known values only."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's signature
        """The class of that name, if it is a known one."""
        if f"{module}.{name}" not in _KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is not part of any message")
        return super().find_class(module, name)


def send(wire: socket.socket, message: object, file: int | None = None) -> None:
    """Send a message, and with it the descriptor of an open file.

    Raises:
        OSError: if the other side is gone.
    """
    held = io.BytesIO()
    _Writer(held, protocol=5).dump(message)
    data = held.getvalue()
    head = _HEAD.pack(len(data), file is not None)
    if file is None:
        wire.sendall(head)
    else:
        socket.send_fds(wire, [head], [file])
    wire.sendall(data)


def receive(wire: socket.socket) -> tuple[object, int | None]:
    """The next message, and the descriptor that came with it.

    Raises:
        EOFError: if the other side is gone.
        OSError: if it is, or does not answer in the time of the socket.
        pickle.UnpicklingError: if it is not a message.
    """
    head, files, _, _ = socket.recv_fds(wire, _HEAD.size, 1)
    if not head:
        raise EOFError
    if len(head) < _HEAD.size:
        head += _exactly(wire, _HEAD.size - len(head))
    size, _ = _HEAD.unpack(head)
    return _Reader(io.BytesIO(_exactly(wire, size))).load(), files[0] if files else None


def send_stream(wire: socket.socket, stream: BinaryIO) -> None:
    """Send the rest of a stream, after a message that told its size."""
    while block := stream.read(_BLOCK):
        wire.sendall(block)


def receive_stream(wire: socket.socket, size: int) -> Iterator[bytes]:
    """So many bytes, as they come; raises as `receive`."""
    while size:
        block = wire.recv(min(size, _BLOCK))
        if not block:
            raise EOFError
        size -= len(block)
        yield block


def _exactly(wire: socket.socket, size: int) -> bytes:
    return b"".join(receive_stream(wire, size))

"""Decoding through libsndfile: WAV, FLAC and AIFF, the fastest way if the file is sound."""

import os
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import soundfile

from shrutik_audio.containers.flac import begins_anew
from shrutik_audio.containers.window import window
from shrutik_audio.decoding.decoder import Broken, Declared
from shrutik_audio.samples import BLOCK, Block
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType

_BITS = {
    "PCM_S8": 8, "PCM_U8": 8, "PCM_16": 16, "PCM_24": 24, "PCM_32": 32, "FLOAT": 32, "DOUBLE": 64,
    "ALAC_16": 16, "ALAC_20": 20, "ALAC_24": 24, "ALAC_32": 32,
}  # fmt: skip
_FLOATS = {"FLOAT": "float32", "DOUBLE": "float64"}
_CONTAINERS = {
    "WAV": MediaType.WAV, "WAVEX": MediaType.WAV, "RF64": MediaType.WAV, "FLAC": MediaType.FLAC,
    "AIFF": MediaType.AIFF, "OGG": MediaType.OGG,
}  # fmt: skip
_UNKNOWN_LENGTH = 1 << 60
_READ_AHEAD = 1 << 16


def _dtype(subtype: str) -> str:
    """In which form samples of this subtype are read without loss."""
    if subtype in _FLOATS:
        return _FLOATS[subtype]
    bits = _BITS.get(subtype, 0)
    if bits == 0:
        return "float32"
    return "int16" if bits <= 16 else "int32"


def _plain_path(source: BinaryIO) -> str | None:
    """Where the source lies as a plain file; None if it does not, or something else lies there by now.

    libsndfile reads a file a third faster by itself than through calls back into Python.
    """
    name = getattr(source, "name", None)
    if not isinstance(name, str):
        return None
    try:
        same = os.path.samestat(os.stat(name), os.fstat(source.fileno()))  # noqa: PTH116 - beside fstat
    except OSError:
        return None
    return name if same else None


class SndfileDecoder:
    """A file that libsndfile opened.

    Raises:
        Broken: if libsndfile cannot open it, or fails in mid-stream.
    """

    def __init__(self, source: BinaryIO) -> None:
        source.seek(0)
        self._source = source
        try:
            # A FLAC is read through the source, which then tells how far; it costs nothing beside the decoding.
            flac = source.read(4) == b"fLaC"
            path = None if flac else _plain_path(source)
            source.seek(0)
            self._file = soundfile.SoundFile(path or (source if flac else window(source, 0, source.seek(0, 2))))
        except (soundfile.LibsndfileError, TypeError, ValueError) as error:
            raise Broken(str(error)) from error
        container = _CONTAINERS.get(self._file.format)
        if container is None:
            self._file.close()
            raise Broken(f"libsndfile calls it {self._file.format}")
        if self._file.subtype.startswith("MPEG"):
            self._file.close()
            raise Broken("libsndfile would have its reader of MP3 write to the terminal")
        self.declared = self._declare(container)
        self.damage: frozenset[Damage] = frozenset()
        self.fills = False

    def _declare(self, container: MediaType) -> Declared:
        subtype = self._file.subtype
        bits = _BITS.get(subtype, 0)
        frames = self._file.frames
        return Declared(
            container=container,
            codec="flac" if container is MediaType.FLAC else subtype.lower(),
            rate=self._file.samplerate,
            channels=self._file.channels,
            bits=bits,
            float_samples=subtype in _FLOATS,
            lossy=bits == 0,
            frames=frames if 0 <= frames < _UNKNOWN_LENGTH else None,
        )

    def blocks(self) -> Iterator[Block]:
        """See `Decoder.blocks`."""
        frames = max(1, BLOCK // self.declared.channels)
        dtype = _dtype(self._file.subtype)
        total = 0
        while True:
            try:
                block = self._file.read(frames, dtype=dtype, always_2d=True)
            except soundfile.LibsndfileError as error:
                raise Broken(str(error)) from error
            if not len(block):
                break
            total += len(block)
            yield np.ascontiguousarray(block)
        # How many samples packets of a lossy coding hold is an estimate.
        if self.declared.frames is not None and total < self.declared.frames and not self.declared.lossy:
            self.damage |= {Damage.TRUNCATED}
        if self.declared.container is MediaType.FLAC and begins_anew(self._source, self._source.tell() - _READ_AHEAD):
            raise Broken("another FLAC follows", Damage.HEADER)

    def close(self) -> None:
        """See `Decoder.close`."""
        self._file.close()

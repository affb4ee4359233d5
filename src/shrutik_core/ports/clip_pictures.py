"""The port of what a clip looks like: its outline, and its spectrogram."""

from typing import BinaryIO, Protocol

from shrutik_core.recordings.peaks import Peaks

LONGEST_PICTURED = 600.0
"""Seconds of a clip that is still looked at."""


class ClipPictures(Protocol):
    """Looks at clips as `AudioProcessor.cut` wrote them; the same clip gives the same pictures.

    Sources are binary, readable and seekable; they are read from position 0 and left open at any position. Every error
    is Invalid, as those of `AudioProcessor`: ``too_long`` for clips of more than 10 minutes.
    """

    def peaks(self, clip: BinaryIO) -> Peaks:
        """Its outline: 50 pairs for each second, the last perhaps of a part.

        Raises:
            Invalid: as above.
            Unavailable: ``decoder_lost``.
        """
        ...

    def spectrogram(self, clip: BinaryIO) -> bytes:
        """A PNG of at most 1,200 columns and 192 rows, mel bands up to 8 kHz from the bottom to the top.

        Raises:
            Invalid: as above.
            Unavailable: ``decoder_lost``.
        """
        ...

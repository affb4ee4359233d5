"""The port of spectral reports: a clip's spectrum for a reviewer to look at."""

from typing import BinaryIO, Protocol

from shrutik_core.recordings.spectral import SpectralReport


class SpectralReporter(Protocol):
    """Looks at one clip as a whole; slow on its first call, so it belongs in a job and never in a request."""

    def report(self, clip: BinaryIO) -> SpectralReport:
        """The report on an encoded clip, read from position 0.

        Raises:
            Invalid: as `AudioProcessor`; ``too_long`` for clips of more than 10 minutes.
        """
        ...
